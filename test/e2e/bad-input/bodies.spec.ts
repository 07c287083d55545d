import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiContract, type KnownOperation } from '../../support/api-document.ts';
import type { Case } from './case.ts';
import { casesOf } from './cases.ts';
import { REFUSED_CREDENTIALS } from './cases-of-credentials.ts';
import { counter, difference, type Count } from './counts.ts';
import { hostileBodies, type Hostile } from './hostile.ts';
import { sample } from './sample.ts';
import { fault, send, sent, type Answer } from './wire.ts';
import { aWorld, type World } from './world.ts';

const { document, operations } = apiContract();
const withJson = operations.filter(({ operation }) => operation.requestBody?.content['application/json']);

/** Their valid bodies are too weak a password and an unknown person (right ones cost a hash each), and a provider that is not there. */
const REFUSED_THOUGH_VALID = new Set<string>([
  'accounts.setPassword',
  'sessions.signIn',
  'singleSignOn.beginLinking',
  ...REFUSED_CREDENTIALS,
]);

/** How many bodies that must be refused are sent at the same moment. */
const TOGETHER = 8;

let world: World;
let cases: Readonly<Record<string, Case>>;
let count: Count;

beforeAll(async () => {
  world = await aWorld();
  cases = casesOf(world);
  count = await counter(world.app);
});
afterAll(async () => {
  process.stdout.write(`bodies: ${sent.count} requests\n`);
  await world.stop();
});

interface Target {
  readonly id: string | undefined;
  readonly path: string;
}

async function targetOf({ path }: KnownOperation, { ids }: Case): Promise<Target> {
  const values = await ids();
  return { id: values['id'], path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '') };
}

/** The headers of a call: one edit after the other is made on the version that is there. */
async function headersOf({ id }: Target, { versionOf }: Case): Promise<Readonly<Record<string, string>>> {
  const json = { 'content-type': 'application/json' };
  if (!versionOf) return json;
  const { rows } = await world.app.db.query<{ version: number }>(`select version from ${versionOf} where id = $1`, [
    id,
  ]);
  return rows[0] ? { ...json, 'if-match': `"${rows[0].version}"` } : json;
}

/** Sends the bodies at the same moment. */
async function ask(method: string, target: Target, spec: Case, bodies: readonly Hostile['body'][]): Promise<Answer[]> {
  const headers = await headersOf(target, spec);
  return Promise.all(bodies.map((body) => send(world.app, { method, path: target.path, as: spec.who, body, headers })));
}

/** Bodies that must be refused leave nothing behind, so that some are sent together; each of the others is alone. */
function* inGroups(all: Iterable<Hostile>): Generator<readonly Hostile[]> {
  let group: Hostile[] = [];
  for (const hostile of all) {
    if (group.length === TOGETHER || (group.length > 0 && !hostile.refused)) {
      yield group;
      group = [];
    }
    if (hostile.refused) group.push(hostile);
    else yield [hostile];
  }
  if (group.length > 0) yield group;
}

/** What is wrong with the answer, if anything. */
function judge(known: KnownOperation, hostile: Hostile, answer: Answer): string | null {
  const wrong = fault(known, answer);
  if (wrong) return wrong;
  if (hostile.refused && answer.status < 400) return `taken with ${answer.status}`;
  if (answer.code !== 'request.invalid' && answer.code !== 'request.bad-character') return null;
  return namesField(hostile, answer) ? null : `does not name the field: ${answer.text.slice(0, 300)}`;
}

function namesField({ field }: Hostile, { json }: Answer): boolean {
  const { errors = [], params } = json as { errors?: { field: string }[]; params?: { field?: string } };
  const named = [...errors.map((error) => error.field), ...(params?.field ? [params.field] : [])];
  return named.length > 0 && (field === null || named.some((name) => name === field || name.startsWith(`${field}.`)));
}

describe('a hostile body', () => {
  it('is tried on every operation that takes JSON', () => {
    expect(Object.keys(cases).toSorted()).toEqual(withJson.map(({ id }) => id).toSorted());
  });

  it.each(withJson.map((known) => [known.id, known] as const))(
    'is refused by %s, and nothing comes of it',
    async (id, known) => {
      const spec = cases[id]!;
      const schema = known.operation.requestBody?.content['application/json']?.schema ?? {};
      const mistakes: string[] = [];
      let target = await targetOf(known, spec);
      let before = await count();
      for (const group of inGroups(sample(hostileBodies(document, schema, spec.body), id))) {
        const answers = await ask(
          known.method,
          target,
          spec,
          group.map(({ body }) => body),
        );
        group.forEach((hostile, i) => {
          const wrong = judge(known, hostile, answers[i]!);
          if (wrong) mistakes.push(`${hostile.what} → ${wrong}`);
        });
        const wasTaken = answers.some(({ status }) => status < 400);
        const after = await count();
        if (!wasTaken && after !== before)
          mistakes.push(
            `refused, but ${difference(before, after)}, by one of: ${group.map(({ what }) => what).join(' | ')}`,
          );
        if (wasTaken) target = await targetOf(known, spec);
        before = wasTaken ? await count() : after;
      }
      expect(mistakes).toEqual([]);
      const normal = await send(world.app, { method: 'GET', path: '/api/v1/document-types', as: world.boss });
      expect(normal.status).toBe(200);
      const [good] = await ask(known.method, target, spec, [JSON.stringify(spec.body())]);
      expect(`${good?.status} ${good?.text}`).toMatch(REFUSED_THOUGH_VALID.has(id) ? /^4/ : /^2/);
    },
  );
});
