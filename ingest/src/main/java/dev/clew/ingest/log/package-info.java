/// The durable log: what stands between "received" and "acknowledged".
///
/// **Promises.** A record whose future completed survives `kill -9` and power loss. Offsets are
/// dense per partition and in the order of the calls. What is read back is byte for byte what was
/// appended; nothing is invented, nothing stands there twice. Memory and disk have bounds: beyond
/// them an append is refused at once, and served again, without a restart, when there is room. No
/// promise depends on the wall clock. [dev.clew.ingest.log.RequestLog] is the contract,
/// [dev.clew.ingest.log.FileLog] keeps it on a local disk; a cluster can keep it elsewhere.
///
/// **Life of an append.** The caller's thread takes the fingerprint of the entry and puts it into
/// [dev.clew.ingest.log.AppendQueue], which bounds memory and knows the entries seen lately. One
/// thread, [dev.clew.ingest.log.GroupCommit], takes all that waits, frames it as one block, writes
/// it, and syncs once. A second, [dev.clew.ingest.log.Answers], then runs the callbacks in offset
/// order and completes the futures, so that a slow callback delays answers but never the disk.
///
/// **Files.** The folder holds numbered files of about 64 MiB, `lock`, and `committed`.
///
/// | A file | |
/// |---|---|
/// | header, 4096 bytes | version, sequence, the log's secret key, a random marker, the number of bytes of the file before that count, the first offset of every partition here, CRC-32C |
/// | blocks, one per group | marker · sizes · one fixed part per record (partition, offset, signal, encoding, tenant, receiver, time, length, fingerprint) · all payloads as one zstd frame · CRC-32C over all before it |
///
/// **Damage.** A reader trusts no byte that no checksum covers. Behind a block that does not check
/// it looks for the next marker, so damage costs the block it is in and no other. The marker is
/// random for each file and never leaves the log, so that no payload can pose as a block. At the
/// end of the last file the same damage is a torn write: it is cut off. A file that failed to sync
/// is never written again; the header of its successor says how far it counts.
@NullMarked
package dev.clew.ingest.log;

import org.jspecify.annotations.NullMarked;
