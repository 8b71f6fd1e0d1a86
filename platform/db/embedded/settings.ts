export type Machine = {
  readonly memory: number;
  readonly processors: number;
  /** Bytes in /dev/shm; containers often have 64 MB, too few for a parallel query. */
  readonly sharedMemory: number;
};

const MB = 1024 * 1024;

/** Settings of PostgreSQL for this machine, of which Madang itself and others want their part too. Never unsafe ones. */
export const settingsFor = (machine: Machine): Readonly<Record<string, string>> => ({
  max_connections: '100',
  shared_buffers: megabytes(machine.memory / 8, 64, 2048),
  effective_cache_size: megabytes(machine.memory / 2, 256, 65_536),
  work_mem: megabytes(machine.memory / 1024, 4, 32),
  maintenance_work_mem: megabytes(machine.memory / 32, 64, 512),
  huge_pages: 'off',
  dynamic_shared_memory_type: machine.sharedMemory >= 256 * MB ? 'posix' : 'mmap',

  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // The binaries know pglz only, which costs more of a processor than it saves of a disk.
  wal_compression: 'off',
  min_wal_size: '128MB',
  // Bounds how much has to be read again after a crash, too.
  max_wal_size: megabytes(machine.memory / 8, 512, 2048),

  random_page_cost: '1.1',
  jit: 'off',
  io_method: 'worker',
  io_workers: String(clamp(machine.processors, 2, 8)),
  max_parallel_workers: String(clamp(machine.processors, 1, 8)),
  max_parallel_workers_per_gather: String(clamp(machine.processors - 1, 1, 2)),
  max_logical_replication_workers: '0',

  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  // Statements and values of rows never reach the log: no errors of clients, no details, no parameters.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_line_prefix: '%m [%p] ',
  cluster_name: 'madang',
});

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor(value)));

const megabytes = (bytes: number, least: number, most: number): string => `${clamp(bytes / MB, least, most)}MB`;
