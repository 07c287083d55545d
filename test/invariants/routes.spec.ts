import { describe, expect, it } from '@jest/globals';
import { operationId, templateOf } from '../../src/platform/openapi/describe-api.ts';
import { findGaps } from '../../src/platform/openapi/find-gaps.ts';
import { apiContract } from '../support/api-document.ts';
import { allRoutes } from '../support/rooms.ts';
import { sourcesIn } from '../support/sources.ts';

const routes = allRoutes();
const addresses = routes.map((route) => `${route.method} ${route.path}`);

describe('every route', () => {
  it('says who may call it', () => {
    expect(routes.filter((route) => route.access === undefined).map((route) => route.id)).toEqual([]);
  });

  it('has an address of its own', () => {
    expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  });

  it('is in the API document, unless it is hidden', () => {
    const shown = routes
      .filter((route) => !route.hidden)
      .map((route) => `${route.method} ${templateOf(route.path)} ${operationId(route.id)}`);
    const documented = apiContract().operations.map(({ method, path, id }) => `${method} ${path} ${id}`);
    expect(documented.toSorted()).toEqual(shown.toSorted());
  });

  it('is hidden only outside the versioned API', () => {
    expect(
      routes.filter((route) => route.hidden && route.path.startsWith('/api/v1/')).map((route) => route.id),
    ).toEqual([]);
  });

  it('asks for the version it edits', () => {
    const blind = routes.filter((route) => route.method === 'PATCH' && !route.takesIfMatch).map((route) => route.id);
    // Upload-Offset is what tus has for it.
    expect(blind).toEqual(['UploadsController.write']);
  });

  it('is described by schemas that a validator takes', () => {
    const contract = apiContract();
    const kinds = contract.operations.flatMap(({ operation }) =>
      Object.values(operation.responses).map((answer) => answer.content),
    );
    const schemas = kinds.flatMap((content) => Object.values(content ?? {}).map(({ schema }) => schema));
    for (const schema of schemas) expect(contract.validator(schema)).toBeInstanceOf(Function);
  });

  it('takes and answers shapes that no other room has a name for', () => {
    // Two classes of one name become one schema: one of the two rooms is then described by the fields of the other.
    const named = sourcesIn('src').flatMap(({ path, text }) =>
      [...text.matchAll(/^export class (\w+(?:Wire|Body|Query))\b/gm)].map(([, name]) => ({ name, path })),
    );
    const twice = named.filter(({ name }, i) => named.findIndex((other) => other.name === name) !== i);
    expect(named.length).toBeGreaterThan(300);
    expect(twice).toEqual([]);
  });

  it('leaves nothing to guess in the API document', () => {
    expect(findGaps(apiContract().document, routes)).toEqual([]);
  });
});
