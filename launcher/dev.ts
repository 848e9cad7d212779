import { exit, stopOnSignals } from './children.ts';
import { prepareEnvironment } from './environment.ts';
import { announce, startApp, startServices } from './services.ts';

// npm run dev
stopOnSignals();
try {
  const environment = await prepareEnvironment('development');
  await startServices(environment, process.argv.includes('--no-copy'));
  await startApp('dev', environment);
  announce(environment);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await exit(1);
}
