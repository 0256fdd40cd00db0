/** The dependency rules of the design, held by tests over the compiled classes of all modules. */
@NullMarked
package org.hbaseha.it.architecture;

import org.jspecify.annotations.NullMarked;
