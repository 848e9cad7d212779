import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const root = pathToFileURL(`${import.meta.dirname}/../`);

/** Lets modules of `lib` be imported outside of Next: by their short names, and without its guard against browsers. */
export function allowAppModules(): void {
  registerHooks({
    resolve(name, context, next) {
      if (name === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true };
      const url = name.startsWith('@/')
        ? new URL(name.slice(2), root)
        : /^\.\.?\//.test(name) &&
            context.parentURL?.startsWith(root.href) &&
            !context.parentURL.includes('/node_modules/')
          ? new URL(name, context.parentURL)
          : null;
      const file = url && ['', '.ts'].map((end) => new URL(url.href + end)).find((one) => existsSync(one));
      return next(file?.href ?? name, context);
    },
  });
}
