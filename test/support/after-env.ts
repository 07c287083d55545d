import { jest } from '@jest/globals';

// Machines with two shared cores start an application slowly; a test that needs longer than this hangs.
jest.setTimeout(60_000);
