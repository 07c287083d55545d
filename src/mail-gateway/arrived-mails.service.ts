import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AttachmentsService } from '../attachments/attachments.service.ts';
import { ATTACHMENTS } from '../attachments/attachments.errors.ts';
import { namesOf, ScanGate } from '../attachments/scan-gate.ts';
import { localDate } from '../calendar/working-calendar.ts';
import { Entries } from '../incoming/entries.service.ts';
import { NoticeStates } from '../notifications/notice-states.ts';
import type { Actor, Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { Outcome } from '../platform/http/outcome.ts';
import { TRANSITIONS, type ArrivedAct, type ArrivedState } from './arrived-mail.states.ts';
import type { DismissArrivedMail, RegisterArrivedMail } from './arrived-mails.dto.ts';
import { ARRIVED } from './arrived-mails.errors.ts';
import { ArrivedMailsReader, type MailFile, type WholeRow } from './arrived-mails.reader.ts';
import type { ArrivedMailWire } from './arrived-mails.wire.ts';

type Answer = Promise<Outcome<ArrivedMailWire>>;

const DONE: Readonly<Record<ArrivedAct, 'registered' | 'dismissed' | 'reopened'>> = {
  register: 'registered',
  dismiss: 'dismissed',
  reopen: 'reopened',
};

/** What the clerk does about a mail that came to an old inbox. Doing it twice changes nothing and answers 200. */
@Injectable()
export class ArrivedMails implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly reader: ArrivedMailsReader,
    private readonly entries: Entries,
    private readonly attachments: AttachmentsService,
    private readonly gate: ScanGate,
    private readonly noticeStates: NoticeStates,
  ) {}

  onModuleInit(): void {
    this.noticeStates.ask('mail.arrived', (queries, keys) => waitingAmong(queries, keys));
  }

  /**
   * Makes it an incoming document "by e-mail", with the mail's files and the message itself. What waits for its scan goes along and stays
   * closed until then.
   * @throws request.not-found, arrived-mails.*, attachments.infected, and what `Entries.enterIn` throws
   */
  register(caller: Principal, id: string, body: RegisterArrivedMail): Answer {
    return this.perform(caller, id, 'register', async (tx, mail, actor) => {
      if (mail.apartAt === null) throw ARRIVED.beingRead({}, [], 5);
      const attachmentIds = await this.attach(tx, mail, actor, body);
      const { fileIds: _, includeMessage: __, ...entry } = body;
      const deliveryId = await this.entries.enterIn(tx, caller, {
        ...entry,
        unitId: mail.unitId,
        origin: 'email',
        authorName: body.authorName ?? authorOf(mail),
        subject: body.subject ?? (mail.subject === '' ? 'Thư không có tiêu đề' : mail.subject),
        arrivedOn: localDate(mail.arrivedAt),
        attachmentIds,
      });
      await tx.run(`update arrived_mail set state = 'registered', delivery_id = $2 where id = $1`, [id, deliveryId]);
      await this.note(tx, id, 'register', actor);
    });
  }

  dismiss(caller: Principal, id: string, { code, text }: DismissArrivedMail): Answer {
    return this.perform(caller, id, 'dismiss', async (tx, _mail, actor) => {
      await tx.run(`update arrived_mail set state = 'dismissed' where id = $1`, [id]);
      await this.note(tx, id, 'dismiss', actor, code, text);
    });
  }

  /** Takes a dismissal back. */
  reopen(caller: Principal, id: string): Answer {
    return this.perform(caller, id, 'reopen', async (tx, _mail, actor) => {
      await tx.run(`update arrived_mail set state = 'waiting' where id = $1`, [id]);
      await this.note(tx, id, 'reopen', actor);
    });
  }

  private async perform(
    caller: Principal,
    id: string,
    act: ArrivedAct,
    work: (tx: Tx, mail: WholeRow, actor: Actor) => Promise<void>,
  ): Answer {
    return this.work.run(async (tx) => {
      const { from, to, roles } = TRANSITIONS[act];
      const held = await tx.first<{ unitId: string; state: ArrivedState }>(
        `select unit_id as "unitId", state from arrived_mail where id = $1 and unit_id = any($2::uuid[]) for update`,
        [id, caller.unitIds(STAFF)],
      );
      if (!held) throw REQUEST.notFound();
      const actor = caller.actFor(held.unitId, roles);
      if (held.state === to) return Outcome.already(await this.reader.one(tx, caller, id));
      if (held.state !== from) throw ARRIVED.wrongState({ state: held.state });
      await work(tx, await this.reader.whole(tx, caller, id), actor);
      return Outcome.done(await this.reader.one(tx, caller, id));
    });
  }

  /** The chosen files become files of the unit. @returns their ids, the message itself last */
  private async attach(tx: Tx, mail: WholeRow, actor: Actor, body: RegisterArrivedMail): Promise<string[]> {
    const files = chosen(await this.reader.filesOf(tx, mail.mailId), body.fileIds);
    const contents = files.flatMap(({ name, sha256, size, mediaType }) =>
      sha256 !== null && mediaType !== null ? [{ name, sha256, size, mediaType }] : [],
    );
    if (body.includeMessage)
      contents.push({ name: 'thu-dien-tu.eml', sha256: mail.sha256, size: mail.size, mediaType: 'message/rfc822' });
    const states = await this.gate.statesOfContents(
      tx,
      contents.map(({ sha256 }) => sha256),
    );
    const infected = contents.filter(({ sha256 }) => states.get(sha256) === 'infected');
    if (infected.length > 0) throw ATTACHMENTS.infected({ files: namesOf(infected) });
    const ids: string[] = [];
    for (const content of contents) {
      const file = { ...content, unitId: mail.unitId, uploadedBy: actor.principal.accountId };
      ids.push((await this.attachments.keep(tx, file)).id);
    }
    return ids;
  }

  private async note(
    tx: Tx,
    id: string,
    act: ArrivedAct,
    { principal, post }: Actor,
    code: string | null = null,
    reason: string | null = null,
  ) {
    await tx.run(
      `insert into arrived_mail_act (id, arrived_id, act, code, reason, account_id, post_id, delegation_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        randomUUID(),
        id,
        DONE[act],
        code,
        reason,
        principal.accountId,
        post.id,
        post.delegation?.id ?? null,
        this.clock.now(),
      ],
    );
  }
}

/** @throws arrived-mails.unknown-files */
function chosen(files: readonly MailFile[], ids: readonly string[] | undefined): MailFile[] {
  const fit = files.filter(({ sha256 }) => sha256 !== null);
  if (ids === undefined) return fit.filter(({ isInline }) => !isInline).slice(0, 99);
  const known = new Map(fit.map((file) => [file.id, file]));
  const missing = ids.filter((id) => !known.has(id.toLowerCase()));
  if (missing.length > 0) throw ARRIVED.unknownFiles({ files: missing.join(', ') });
  return ids.flatMap((id) => known.get(id.toLowerCase()) ?? []);
}

const authorOf = ({ fromName, fromAddress, envelopeFrom }: WholeRow): string =>
  Array.from(fromName || fromAddress || envelopeFrom || 'Không rõ người gửi')
    .slice(0, 200)
    .join('');

async function waitingAmong(queries: Queries, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await queries.rows<{ id: string }>(
    `select id from arrived_mail where id = any($1::uuid[]) and state = 'waiting'`,
    [keys],
  );
  return new Set(rows.map(({ id }) => id));
}
