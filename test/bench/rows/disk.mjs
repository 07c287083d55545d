import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bigFile, call, MB, say, signIn, uploadForm, withService } from '../service.mjs';

/** Row 14: disk for one attachment sent to a hundred units and more, against one copy of it. */
async function diskForMany({ quick }) {
  const [size, units] = [quick ? 8 * MB : 64 * MB, 100];
  return withService({}, async ({ url, dataDir }) => {
    const [admin, clerk, leader] = await Promise.all(
      ['quantri', 'vanthu.dk', 'bithu.dk'].map((name) => signIn(url, name)),
    );
    const root = (await call(url, clerk, 'GET', '/units?limit=200')).items.find(({ code }) => code === 'DK');
    for (let i = 0; i < units; i++) {
      const name = `Đoàn cơ sở thử ${i}`;
      await call(url, admin, 'POST', '/units', {
        parentId: root.id,
        code: `THU-${i}`,
        kind: 'agency',
        name,
        shortName: name,
        openedOn: '2020-01-01',
      });
    }
    const before = await bytesIn(join(dataDir, 'blobs'));
    const source = join(dataDir, 'source');
    await bigFile(source, size);
    const file = await uploadForm(url, clerk, source, size);
    const { id } = await call(url, clerk, 'POST', '/outgoing-documents', {
      typeCode: 'cong_van',
      subject: 'Gửi tới mọi đơn vị',
      attachmentIds: [file.id],
      recipients: [{ target: 'all_units', purpose: 'act' }],
    });
    await call(url, clerk, 'POST', `/outgoing-documents/${id}/submission`);
    await call(url, leader, 'POST', `/outgoing-documents/${id}/approval`);
    await call(url, clerk, 'POST', `/outgoing-documents/${id}/issuance`);
    await call(url, clerk, 'POST', `/outgoing-documents/${id}/dispatches`, {});
    await uploadForm(url, clerk, source, size);
    const used = (await bytesIn(join(dataDir, 'blobs'))) - before;
    say(
      `    ${(used / MB).toFixed(1)} MiB for a file of ${(size / MB).toFixed(0)} MiB, sent to more than ${units} units and uploaded twice`,
    );
    return { ratios: [used / size] };
  });
}

async function bytesIn(folder) {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => stat(join(parentPath, name)));
  return (await Promise.all(files)).reduce((sum, { blocks }) => sum + blocks * 512, 0);
}

export const rows = [
  {
    id: '14',
    name: 'disk for one attachment sent to N units / one copy',
    first: 1.01,
    aim: 1.01,
    quick: 'a file of 8 MiB instead of 64',
    run: diskForMany,
  },
];
