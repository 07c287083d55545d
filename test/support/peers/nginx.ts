import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../sources.ts';
import { freePorts, Processes, until } from './peer.ts';

export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real nginx with the file of docker/nginx, moved to loopback: in front of the service, reading its blobs. */
export async function startNginx(serviceUrl: string, blobs: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'gnvb-nginx-'));
  const [port = 0] = await freePorts(1);
  const site = (await readFile(join(ROOT, 'docker', 'nginx', 'gnvb.conf'), 'utf8'))
    .replace('server app:3000;', `server ${new URL(serviceUrl).host};`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('alias /data/blobs/;', `alias ${blobs}/;`);
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
     events {} http { access_log off; ${temps.join(' ')} ${site} }`,
  );
  const processes = new Processes();
  processes.start('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], join(folder, 'out'));
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    // The master ends its workers when asked; killed it would leave them.
    await processes.stopAll('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until('nginx', async () => (await fetch(`${url}/health/live`)).ok, 20);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
