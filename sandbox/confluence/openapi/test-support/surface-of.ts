import { freshSite } from '../../test-support/fresh-site.ts';
import type { Spec } from './find-specs.ts';

/** Operations the sandbox has a route for. */
export function surfaceOf(spec: Spec): Spec['operations'] {
  const routes = new Set(freshSite().app.routes.map(({ method, path }) => `${method} ${withoutNames(path)}`));
  return spec.operations.filter(({ method, path }) => routes.has(`${method} ${withoutNames(path)}`));
}

const withoutNames = (path: string) =>
  path.replace(/:[a-zA-Z]+(\{[^}]*\})?|\{[^}]+\}/g, '*').replace(/\?$/, '');
