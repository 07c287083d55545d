/** Passed on to PostgreSQL; everything else (PG*, locale, the service's own secrets) stays out of its environment. */
const PASSED_ON = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SystemDrive', 'windir'];

const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  password_encryption: 'scram-sha-256',
};

/** Not for the caller to change: only this machine may connect, with the password. */
const FIXED: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Standard error is our log file; it is kept small by the service.
  logging_collector: 'off',
  log_destination: 'stderr',
};

/** Arguments of `postgres` for one cluster and port; `settings` override the defaults. */
export function serverArguments(cluster: string, port: number, settings: Readonly<Record<string, string>>): string[] {
  const all = { ...SETTINGS, ...settings, ...FIXED, port: String(port) };
  return ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Arguments of `initdb`; the locale is named because without LANG the cluster would become SQL_ASCII. */
export function initdbArguments(cluster: string, passwordFile: string): string[] {
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi-VN', '--data-checksums'];
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  return ['-D', cluster, ...locale, ...access, '--no-instructions'];
}

/** The environment of every PostgreSQL program. */
export function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = PASSED_ON.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]);
  return { ...Object.fromEntries(kept), LC_ALL: 'C' } as NodeJS.ProcessEnv;
}
