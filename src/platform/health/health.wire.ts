export class LiveWire {
  status!: 'live';
}

export class ReadyWire {
  status!: 'ready';
  /** Free space in the data folder, in MiB. */
  freeDiskMb!: number;
  /** Age of the oldest job that should have run, in seconds. */
  oldestJobSeconds!: number;
  /** Stored files that were found missing or damaged; administrators see them at /damaged-files. */
  damagedFiles!: number;
  /** Where lists are read from, when DATABASE_REPLICA_URL is set: `in-use`; `behind` and `unreachable`: from the primary meanwhile. */
  replica!: 'none' | 'in-use' | 'behind' | 'unreachable';
}
