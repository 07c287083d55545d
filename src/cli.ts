import { askSecretly } from './cli/ask-secretly.ts';
import { runCommand } from './cli/run.ts';

/** Commands for whoever runs the service: `npm run -s cli -- help`. */
try {
  process.loadEnvFile();
} catch {
  // No .env file: the environment alone decides.
}

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  askSecretly,
});
