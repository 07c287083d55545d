import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { aMail, brokenMails, type MailParts } from '../e2e/mail-archive/mails.ts';
import { anInbox, bringFile, startArchive } from '../e2e/mail-archive/world.ts';
import type { TestApp } from '../support/app.ts';
import { anArrivedMail } from '../support/arrived-mail.ts';
import { Browsers } from '../support/browser.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';

export const PLAN =
  'Kế hoạch tập huấn nghiệp vụ công tác Đoàn, Hội, Đội và sử dụng phần mềm gửi, nhận văn bản năm 2020';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const AUTHSERV = 'mx.tra-vinh.example';

/** Somebody else's server, which no mail may make the page ask. */
export interface Stranger {
  readonly url: string;
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export async function aStranger(): Promise<Stranger> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Everything a mail may try: to run, to fetch, to send, to lead away. */
export const hostileHtml = (url: string): string =>
  [
    `<script>parent.ran = true; fetch('${url}/script')</script><script src="${url}/src.js"></script>`,
    `<img src="${url}/pixel.gif" onerror="top.ran = true"><img src=x onerror="top.ran = true">`,
    `<link rel="stylesheet" href="${url}/style.css"><style>@import url(${url}/import.css); body { background: url(${url}/ground.gif) }</style>`,
    `<iframe src="${url}/frame"></iframe><object data="${url}/object"></object><video src="${url}/film" autoplay></video>`,
    `<form action="${url}/form"><input autofocus onfocus="this.form.submit()"></form>`,
    `<meta http-equiv="refresh" content="0;url=${url}/refresh"><base href="${url}/base/">`,
  ].join('');

/** A unit with an archive of its own, one with nothing, and the page to look at them. */
export class MailsWorld {
  private constructor(
    readonly app: TestApp,
    readonly org: Organisation,
    readonly browsers: Browsers,
  ) {}

  static async start(): Promise<MailsWorld> {
    // The browser lives by the machine's clock.
    const app = await startArchive({
      clock: new MovableClock(new Date()),
      config: { MAIL_GATEWAY_AUTHSERV_ID: AUTHSERV },
    });
    const org = await anOrganisation(app, 2);
    return new MailsWorld(app, org, await Browsers.start(app));
  }

  async stop(): Promise<void> {
    await this.browsers.stop();
    await this.app.stop();
  }

  unit(i: number): StaffedUnit {
    const found = this.org.units[i];
    if (!found) throw new Error(`no unit ${i}`);
    return found;
  }

  /** What lay in the old inbox of the first unit. */
  async fillArchive(stranger: string): Promise<void> {
    const laidOut = `<h2>Kế hoạch tập huấn</h2><p style="color:#b00">Kính gửi <b>các Chi đoàn</b></p><img src="cid:dau" alt="dấu"><table border="1"><tr><td>18/5</td><td>Khai mạc</td></tr></table><p><a href="${stranger}/lien-ket">Đăng ký</a></p>`;
    const mails = [
      aMail({
        subject: PLAN,
        from: 'van-phong.tinh-doan-tra-vinh@tinhdoan.travinh.example',
        day: 17,
        text: 'Kính gửi các Chi đoàn. Tập huấn từ ngày 18/5.',
        html: laidOut + hostileHtml(stranger),
        files: [
          { name: 'dau.png', type: 'image/png', bytes: PIXEL, cid: 'dau' },
          {
            name: 'Kế hoạch tập huấn cho các cơ sở Đoàn trực thuộc.pdf',
            type: 'application/pdf',
            bytes: Buffer.from('%PDF-1.4\n%%EOF\n'),
          },
        ],
      }),
      ...Array.from({ length: 6 }, (_, i) =>
        aMail({
          subject: `Thư mời họp giao ban tháng ${i + 1}`,
          day: i + 1,
          text: `Trân trọng kính mời dự họp giao ban lúc 8 giờ ngày ${i + 5}.`,
        }),
      ),
      ...brokenMails('hop'),
    ];
    const mbox = mails
      .map((mail) => `From - Mon May 18 08:00:00 2020\r\n${mail.replace(/^(>*From )/gm, '>$1')}\r\n\r\n`)
      .join('');
    const { office } = this.org;
    const inboxId = await anInbox(this.app, this.unit(0).id, null);
    await bringFile(this.app, office.admin, inboxId, 'hộp thư.mbox', Buffer.from(mbox, 'latin1'));
  }

  /** A mail to the old address of a unit, as the server in front hands it on. @returns its id at the unit */
  async arrives(
    unit: StaffedUnit,
    parts: MailParts & { readonly subject: string; readonly found?: string; readonly isSpam?: boolean },
  ) {
    const { found, isSpam, from = 'vanthu@so-noi-vu.example', ...rest } = parts;
    const marks = [
      ...(found === undefined ? [] : [`Authentication-Results: ${AUTHSERV}; ${found}`]),
      ...(isSpam ? ['X-Spam-Flag: YES'] : []),
    ];
    const message = [...marks, aMail({ ...rest, from })].join('\r\n');
    return (await anArrivedMail(this.app, unit.id, { subject: parts.subject, from, message, isTrusted: true })).id;
  }
}
