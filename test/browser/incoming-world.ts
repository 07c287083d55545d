import type { Locator, Page } from 'playwright-core';
import { SealLoop } from '../../src/live/seal-loop.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { api, type Client } from '../support/api.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { Browsers } from '../support/browser.ts';
import { anOrganisation, type Organisation, type StaffedUnit } from '../support/organisation.ts';
import type { Person } from '../support/people.ts';

export const NOTICE =
  'Về việc sử dụng các phần mềm, ứng dụng mạng xã hội trên Internet vào hoạt động trong công tác Đoàn và phong trào thanh, thiếu nhi trong tình hình mới';
/** Refusals the tests provoke. */
export const ACTS = /\/api\/v1\/incoming-documents/;

/** An office that sends, units that receive, and a browser to look at it. */
export class IncomingWorld {
  private constructor(
    readonly app: TestApp,
    readonly org: Organisation,
    readonly browsers: Browsers,
  ) {}

  static async start(units: number): Promise<IncomingWorld> {
    // The browser lives by the machine's clock.
    const app = await startTestApp({ clock: new MovableClock(new Date()), config: { PREVIEWS: 'on' } });
    const org = await anOrganisation(app, units);
    app.get(SealLoop).start();
    return new IncomingWorld(app, org, await Browsers.start(app));
  }

  async stop(): Promise<void> {
    await this.browsers.stop();
    await this.app.stop();
  }

  as(person: Person): Client {
    return api(this.app).as(person);
  }

  unit(i: number): StaffedUnit {
    const found = this.org.units[i];
    if (!found) throw new Error(`no unit ${i}`);
    return found;
  }

  /** From draft to the unit. @returns the incoming document's id */
  async send(to: StaffedUnit, subject: string, more: object = {}): Promise<string> {
    const { clerk, leader } = this.org.office;
    const { body } = await this.as(clerk)
      .post('/outgoing-documents', {
        typeCode: 'thong_bao',
        subject,
        signerCapacity: 'TM. BAN THƯỜNG VỤ',
        recipients: [{ target: 'unit', unitId: to.id, purpose: 'act' }],
        ...more,
      })
      .expect(201);
    const act = (by: Person, noun: string) =>
      this.as(by).post(`/outgoing-documents/${body.id}/${noun}`, {}).expect(201);
    await act(clerk, 'submission');
    await act(leader, 'approval');
    await act(clerk, 'issuance');
    await act(clerk, 'dispatches');
    const { items } = (await this.as(to.clerk).get('/incoming-documents').expect(200)).body;
    return items.find((line: { subject: string }) => line.subject === subject).id;
  }

  async upload(bytes: Buffer, name: string): Promise<string> {
    const { body } = await this.as(this.org.office.clerk).post('/attachments').attach('file', bytes, name).expect(201);
    return body.items[0].id;
  }

  /** What the receipts state, newest first. */
  async facts(person: Person, id: string): Promise<string[]> {
    const { body } = await this.as(person).get(`/receipts?deliveryId=${id}`).expect(200);
    return body.items.map((receipt: { fact: string }) => receipt.fact);
  }
}

/** Just changed, it takes no press for a moment. */
export const primary = (page: Page): Locator => page.locator('.page-actions > .button-primary[data-settled=true]');
export const opened = (page: Page): Promise<void> => page.getByText('Đã ghi nhận đơn vị đã xem lúc').waitFor();
