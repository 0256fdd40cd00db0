/**
 * From observations to findings; pure. An {@link org.hbaseha.controller.detection.Observation} is a fact with a time and a source; {@code
 * EvidenceBook} keeps what they add up to for each incarnation of a region server; {@code Detector} says at a given instant how alive it is,
 * of which {@link org.hbaseha.controller.detection.EvidenceClass} the evidence is, and why. {@code SuspicionBook} is its experience: how each
 * server beats, how well we ourselves are, and so after which silence ({@code Thresholds}) questions are asked and verdicts given.
 */
@NullMarked
package org.hbaseha.controller.detection;

import org.jspecify.annotations.NullMarked;
