package dev.clew.ingest.log;

/// Figures of a log: counts since it was opened, sizes as they are now.
///
/// @param records appended and durable
/// @param payloadBytes of those records
/// @param blocks written, each with one sync
/// @param storedBytes of those blocks, compressed and framed
/// @param syncMicros all syncs took together
/// @param lastSyncMicros the last sync took
/// @param duplicates answered with the offset of an earlier record
/// @param refusedOverloaded entries refused because too much was waiting
/// @param refusedFull entries refused for want of disk
/// @param refusedStorage entries refused because the storage failed
/// @param storageFailures writes, syncs and deletions that failed
/// @param callbackFailures `onDurable` calls that threw
/// @param pendingBytes waiting for the disk or for their answer
/// @param files on disk
/// @param diskBytes of those files
/// @param tornBytes cut off the end when the log was opened
/// @param damagedBlocks stretches of a file that could not be read and were passed over
/// @param damagedBytes of those stretches
/// @param missingRecords never committed and not found when the log was opened
public record LogStats(
    long records,
    long payloadBytes,
    long blocks,
    long storedBytes,
    long syncMicros,
    long lastSyncMicros,
    long duplicates,
    long refusedOverloaded,
    long refusedFull,
    long refusedStorage,
    long storageFailures,
    long callbackFailures,
    long pendingBytes,
    int files,
    long diskBytes,
    long tornBytes,
    long damagedBlocks,
    long damagedBytes,
    long missingRecords) {}
