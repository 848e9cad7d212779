import { buildIfChanged } from './build.ts';
import { exit, stopOnSignals } from './children.ts';
import { prepareEnvironment } from './environment.ts';
import { announce, startApp, startServices } from './services.ts';

// npm start
stopOnSignals();
try {
  const environment = await prepareEnvironment('production');
  await Promise.all([buildIfChanged(), startServices(environment, process.argv.includes('--no-copy'))]);
  await startApp('start', environment);
  announce(environment);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await exit(1);
}
