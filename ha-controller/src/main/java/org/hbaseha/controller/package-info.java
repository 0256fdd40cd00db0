@NullMarked
package org.hbaseha.controller;

import org.jspecify.annotations.NullMarked;
