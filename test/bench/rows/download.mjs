import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { atEnd } from '../ends.mjs';
import { bigFile, inFolder, MB, ROOT, run, say, signIn, timed, uploadForm, withService } from '../service.mjs';

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));

/** Row 11: sending a large file against nginx with sendfile, directly and with nginx in front (X-Accel-Redirect). */
const downloads =
  ({ behindNginx }) =>
  async ({ quick }) => {
    if (!NGINX) return { left: 'nginx is not installed' };
    const [size, pairs] = quick ? [128 * MB, 3] : [1024 * MB - MB, 5];
    return withService(behindNginx ? { X_ACCEL_PREFIX: '/internal/blobs/' } : {}, ({ url, dataDir }) =>
      withNginx(url, dataDir, async (proxy) => {
        const token = await signIn(url, 'vanthu.dk');
        const source = join(dataDir, 'static', 'source');
        await run('mkdir', '-p', join(dataDir, 'static'));
        await bigFile(source, size);
        const { id } = await uploadForm(url, token, source, size);
        const ratios = [];
        for (let i = 0; i <= pairs; i++) {
          const path = `/api/v1/attachments/${id}/content`;
          const ours = await timed(() => fetchAll(`${behindNginx ? proxy : url}${path}`, token));
          const theirs = await timed(() => fetchAll(`${proxy}/static/source`, token));
          if (i > 0) ratios.push(ours / theirs);
          say(`    ${(size / MB).toFixed(0)} MiB: ${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms`);
        }
        return { ratios };
      }),
    );
  };

/** curl, because a client in Node would be slower than what is measured. */
const fetchAll = (url, token) =>
  run(
    'curl',
    '--fail',
    '--silent',
    '--show-error',
    '--output',
    '/dev/null',
    '--header',
    `Authorization: Bearer ${token}`,
    url,
  );

async function withNginx(serviceUrl, dataDir, work) {
  const port = await freePort();
  const site = (await readFile(join(ROOT, 'docker/nginx/gnvb.conf'), 'utf8'))
    .replace('server app:3000;', `server ${new URL(serviceUrl).host};`)
    .replace(
      'listen 80;',
      `listen 127.0.0.1:${port}; location /static/ { alias ${dataDir}/static/; sendfile on; tcp_nopush on; }`,
    )
    .replace('alias /data/blobs/;', `alias ${dataDir}/blobs/;`);
  return inFolder(async (folder) => {
    const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    const text = `${user} daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; events {} http { access_log off; ${temps.join(' ')} ${site} }`;
    await writeFile(join(folder, 'nginx.conf'), text);
    const child = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const end = () => (child.kill('SIGTERM') ? ended : Promise.resolve());
    child.once('exit', atEnd(end));
    try {
      const url = `http://127.0.0.1:${port}`;
      for (let i = 0; !(await fetch(`${url}/health/live`).catch(() => null))?.ok; i++) {
        if (i === 100) throw new Error('nginx does not answer');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return await work(url);
    } finally {
      await end();
    }
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const quick = '128 MiB instead of 1 GB, 3 pairs instead of 5';

export const rows = [
  {
    id: '11',
    name: 'download of 1 GB, direct / nginx sendfile',
    first: 4,
    aim: 4,
    quick,
    run: downloads({ behindNginx: false }),
  },
  {
    id: '11-nginx',
    name: 'download of 1 GB behind nginx / nginx sendfile',
    first: 1.5,
    aim: 1.1,
    quick,
    run: downloads({ behindNginx: true }),
  },
];
