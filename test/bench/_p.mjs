import { rate } from './rows/import.mjs';
import { endAll } from './ends.mjs';
console.log(await rate({ quick: true }));
await endAll();
