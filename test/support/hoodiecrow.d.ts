declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Hoodiecrow {
    readonly server: Server;
    listen(port: number, host: string): void;
    getMailbox(path: string): unknown;
    close(callback?: () => void): void;
  }
  export default function hoodiecrow(options: object): Hoodiecrow;
}
