import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts, Processes, programOf, until } from './peer.ts';

const run = promisify(execFile);

/** What must be installed (Debian: radosgw ceph-mon ceph-osd ceph-mgr). */
export const CEPH = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-mgr', 'radosgw-admin', 'ceph-authtool', 'monmaptool'];

/** A real S3 server on loopback: Ceph's RADOS Gateway over one monitor, one manager and one store, all its own. */
export interface S3Server {
  readonly endpoint: string;
  readonly keyId: string;
  readonly secret: string;
  /** Ends the gateway at once; connections break. */
  kill(): Promise<void>;
  /** Starts the gateway again on its port. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** Takes about twenty seconds. */
export async function startS3Server(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-ceph-'));
  const [gateway = 0, v2 = 0, v1 = 0] = await freePorts(3);
  const processes = new Processes();
  const log = (name: string): string => join(folder, 'log', `${name}.out`);
  const conf = join(folder, 'ceph.conf');
  const stop = async (): Promise<void> => {
    await processes.stopAll();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    for (const name of ['mon', 'mgr/ceph-x', 'osd/ceph-0', 'rgw/ceph-rgw.x', 'run', 'log'])
      await mkdir(join(folder, name), { recursive: true });
    await writeFile(conf, configOf(folder, gateway, v2, v1));
    await makeKeys(folder);
    await call(
      folder,
      'monmaptool',
      `--create --clobber --fsid ${FSID} --addv a [v2:127.0.0.1:${v2},v1:127.0.0.1:${v1}] monmap`,
    );
    await call(folder, 'ceph-mon', `-c ceph.conf --mkfs -i a --monmap monmap --keyring keyring`);
    processes.start('ceph-mon', ['-c', conf, '-i', 'a', '-f'], log('mon'));
    const id = randomUUID();
    await until(
      'the monitor',
      async () => !!(await call(folder, 'ceph', `-c ceph.conf --connect-timeout 2 osd new ${id}`)),
    );
    processes.start('ceph-mgr', ['-c', conf, '-i', 'x', '-f'], log('mgr'));
    await call(folder, 'ceph-osd', `-c ceph.conf -i 0 --mkfs --osd-uuid ${id}`);
    processes.start('ceph-osd', ['-c', conf, '-i', '0', '-f'], log('osd'));
    const endpoint = `http://127.0.0.1:${gateway}`;
    const open = async () => {
      const child = processes.start('radosgw', ['-c', conf, '-n', 'client.rgw.x', '-f'], log('rgw'));
      await until('the gateway', async () => (await fetch(endpoint, { signal: AbortSignal.timeout(2000) })).status > 0);
      return child;
    };
    let rgw = await open();
    const [keyId, secret] = ['AKTEST', 'SKTESTSKTEST'];
    await call(
      folder,
      'radosgw-admin',
      `-c ceph.conf user create --uid=u --display-name=u --access-key=${keyId} --secret-key=${secret}`,
    );
    return {
      endpoint,
      keyId,
      secret,
      kill: () => processes.stop(rgw),
      revive: async () => void (rgw = await open()),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const FSID = '6e9bedbf-5513-4e69-90d9-7de3afd41863';

async function call(folder: string, program: string, words: string): Promise<string> {
  const found = programOf(program) ?? program;
  const { stdout, stderr } = await run(found, words.split(' '), {
    cwd: folder,
    env: { ...process.env, CEPH_CONF: join(folder, 'ceph.conf') },
    timeout: 60_000,
  });
  return stdout + stderr || 'done';
}

async function makeKeys(folder: string): Promise<void> {
  const all = ['mon', 'osd', 'mgr', 'mds'].flatMap((what) => ['--cap', what, 'allow *']);
  const keys: readonly (readonly [name: string, ...caps: string[]])[] = [
    ['client.admin', ...all],
    ['mgr.x', '--cap', 'mon', 'allow profile mgr', '--cap', 'osd', 'allow *'],
    ['osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'mgr', 'allow profile osd', '--cap', 'osd', 'allow *'],
    ['client.rgw.x', '--cap', 'mon', 'allow rwx', '--cap', 'osd', 'allow rwx', '--cap', 'mgr', 'allow rw'],
  ];
  const tool = programOf('ceph-authtool') ?? 'ceph-authtool';
  await run(tool, ['--create-keyring', 'keyring', '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'], {
    cwd: folder,
  });
  for (const [name, ...caps] of keys) await run(tool, ['keyring', '--gen-key', '-n', name, ...caps], { cwd: folder });
}

const configOf = (folder: string, gateway: number, v2: number, v1: number): string => `
[global]
fsid = ${FSID}
mon_initial_members = a
mon_host = [v2:127.0.0.1:${v2}/0,v1:127.0.0.1:${v1}/0]
public_network = 127.0.0.0/8
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
osd_pool_default_pg_autoscale_mode = off
mon_max_pg_per_osd = 500
run_dir = ${folder}/run
admin_socket = ${folder}/run/$cluster-$name.asok
log_file = ${folder}/log/$name.log
keyring = ${folder}/keyring
osd_objectstore = bluestore
bluestore_block_size = 8589934592
bluestore_block_db_size = 0
bluestore_block_wal_size = 0
osd_memory_target = 939524096
mon_data_avail_crit = 1
mon_data_avail_warn = 2
[mon.a]
mon_data = ${folder}/mon
[mgr.x]
mgr_data = ${folder}/mgr/ceph-x
[osd.0]
osd_data = ${folder}/osd/ceph-0
[client.rgw.x]
rgw_data = ${folder}/rgw/ceph-rgw.x
rgw_frontends = beast endpoint=127.0.0.1:${gateway}
rgw_dns_name = localhost
`;
