package org.hbaseha.controller.observation;

import java.time.Duration;

/**
 * When and how long {@link FileSystemWatch} asks.
 *
 * @param interval zero never asks
 */
public record FileSystemSettings(Duration interval, Duration timeout) {}
