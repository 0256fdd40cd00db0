/** ZooKeeper, through Curator: leadership with its epoch, the znodes of our layout, and HBase's own list of region servers. */
@NullMarked
package org.hbaseha.controller.coordination;

import org.jspecify.annotations.NullMarked;
