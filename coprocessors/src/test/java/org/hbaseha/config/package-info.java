/** Settings as operators write them: what is accepted, and what they are told when it is not. */
@NullMarked
package org.hbaseha.config;

import org.jspecify.annotations.NullMarked;
