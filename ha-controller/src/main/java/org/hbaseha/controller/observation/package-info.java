/**
 * What sees. {@link org.hbaseha.controller.observation.BeatServer} holds the agents' streams, {@link
 * org.hbaseha.controller.observation.Prober} tries TCP connects and asks witnesses to, {@link org.hbaseha.controller.observation.MasterWatch}
 * asks the active master who lives, {@link org.hbaseha.controller.observation.RecoveryWatch} follows HBase through a recovery, {@link
 * org.hbaseha.controller.observation.FileSystemWatch} looks whether the file system under HBase answers. All of them
 * turn what they see into observations for one sink, which is safe for any thread and never blocks; none of them judges.
 */
@NullMarked
package org.hbaseha.controller.observation;

import org.jspecify.annotations.NullMarked;
