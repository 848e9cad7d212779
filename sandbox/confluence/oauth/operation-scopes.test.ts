import { describe, expect, it } from 'vitest';
import { findSpecs } from '../openapi/test-support/find-specs.ts';
import { surfaceOf } from '../openapi/test-support/surface-of.ts';
import { scopesFor } from './operation-scopes.ts';

const sorted = (alternatives: string[][]) =>
  alternatives.map((scopes) => scopes.toSorted().join(' ')).toSorted();

describe('the scopes of a call', () => {
  it('are those of Atlassian’s documents, classic or granular', () => {
    const specs = findSpecs();
    if (!specs) {
      // Without the documents: a handful known by heart.
      expect(scopesFor('GET', '/wiki/api/v2/pages/1')).toEqual([['read:page:confluence']]);
      expect(scopesFor('GET', '/wiki/rest/api/search')).toEqual([
        ['search:confluence'],
        ['read:content-details:confluence'],
      ]);
      return;
    }
    const operations = specs.flatMap(surfaceOf);
    expect(operations.length).toBeGreaterThan(130);
    for (const { method, path, operation } of operations) {
      const asked = path.replaceAll(/\{[^}]+\}/g, '1');
      const documented = (operation['x-atlassian-oauth2-scopes'] ?? []).map(({ scopes }) => scopes);
      expect(sorted(scopesFor(method, asked)), `${method} ${path}`).toEqual(sorted(documented));
    }
  });

  it('join what is needed together and part what will do instead', () => {
    expect(scopesFor('PUT', '/wiki/api/v2/pages/1/properties/2')).toEqual([
      ['read:page:confluence', 'write:page:confluence'],
    ]);
    expect(scopesFor('GET', '/wiki/rest/api/user/current')).toEqual([
      ['read:confluence-user'],
      ['read:content-details:confluence'],
    ]);
    expect(scopesFor('GET', '/wiki/api/v2/nothing')).toEqual([]);
  });
});
