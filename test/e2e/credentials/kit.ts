import { generateSync } from 'otplib';
import type { Response } from 'supertest';
import { SigningKey } from '../../../src/accounts/signing-key.ts';
import { unseal } from '../../../src/accounts/secret-box.ts';
import { api, type SignedIn } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';

/** Good passwords, which say nothing about anybody. */
export const OLD = 'Cánh đồng lúa chín vàng';
export const NEW = 'Bến sông chiều mưa nhỏ';

export interface Office {
  readonly unitId: string;
  readonly admin: Person;
}

/** A unit with an administrator who can sign in. */
export async function anOffice(app: TestApp, parentId: string | null = null): Promise<Office> {
  const unit = await aUnit(app, { parentId });
  return { unitId: unit.id, admin: await aPerson(app, [[unit.id, 'admin']], { password: OLD }) };
}

export interface Token extends SignedIn {
  readonly body: Readonly<Record<string, unknown>>;
}

/** Signs in by hand. */
export async function signIn(app: TestApp, username: string, password: string, code?: string): Promise<Token> {
  const { body } = await trySignIn(app, username, password, code).expect(201);
  return tokenOf(body as Record<string, unknown>);
}

export const tokenOf = (body: Readonly<Record<string, unknown>>): Token => ({
  body,
  token: () => String(body['accessToken']),
});

export const trySignIn = (app: TestApp, username: string, password: string, code?: string) =>
  api(app)
    .anonymous()
    .post('/sessions', { username, password, ...(code !== undefined && { code }) });

/** What an answer says, without what is new each time. */
export const said = ({ status, body }: Response): unknown => ({
  status,
  body: { ...(body as Record<string, unknown>), instance: '' },
});

export const codeOf = (answer: Response): string => String((answer.body as { code?: string }).code);

/** The tables in which a text stands, anywhere, jobs and mails included. */
export async function tablesWith(app: TestApp, ...texts: readonly string[]): Promise<string[]> {
  const { rows } = await app.db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const wanted = texts.flatMap((text) => [
      text,
      Buffer.from(text).toString('hex'),
      Buffer.from(text).toString('base64'),
    ]);
    const { rowCount } = await app.db.query(
      `select from ${name} as t where exists (select from unnest($1::text[]) wanted where position(lower(wanted) in lower(t::text)) > 0) limit 1`,
      [wanted],
    );
    if (rowCount) found.push(name);
  }
  return found;
}

export const totpAt = (secret: string, at: Date): string =>
  generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });

/** A person whose second factor is on. @returns the secret and the recovery codes */
export async function withSecondFactor(
  app: TestApp,
  person: Person,
  password: string,
): Promise<{ readonly secret: string; readonly recoveryCodes: readonly string[] }> {
  const client = api(app).as(person);
  const enrolled = await client.post('/second-factor', { password }).expect(201);
  const { secret } = enrolled.body as { secret: string };
  const confirmed = await client
    .post('/second-factor/confirmation', { code: totpAt(secret, app.clock.now()) })
    .expect(201);
  return { secret, recoveryCodes: (confirmed.body as { recoveryCodes: string[] }).recoveryCodes };
}

/** The secret as it lies in the database, opened with the key of the application. */
export async function storedSecret(app: TestApp, person: Person): Promise<string | null> {
  const { rows } = await app.db.query<{ sealed_secret: Buffer }>(
    `select sealed_secret from second_factor where account_id = $1`,
    [person.id],
  );
  return rows[0] ? unseal(app.get(SigningKey), 'second-factor', person.id, rows[0].sealed_secret) : null;
}

/** Acts in the audit log about an account, oldest first. */
export async function actsOn(app: TestApp, accountId: string): Promise<string[]> {
  const { rows } = await app.db.query<{ act: string }>(
    `select act from audit_entry where subject_id = $1 and act not like 'post.%' and act <> 'account.create' order by at, act`,
    [accountId],
  );
  return rows.map((row) => row.act);
}
