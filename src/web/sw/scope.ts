/** What a service worker sees, as far as ours uses it: TypeScript's own types for it cannot be had beside those of pages. */

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchAsked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
export interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null;
}
export interface NotificationPressed extends Lasting {
  readonly action: string;
  readonly notification: Notification;
}
export interface SyncAsked extends Lasting {
  readonly tag: string;
}
export interface Told extends Lasting {
  readonly data: unknown;
}

interface WindowOfOurs {
  readonly url: string;
  readonly focused: boolean;
  readonly visibilityState: string;
  focus(): Promise<WindowOfOurs>;
  navigate(url: string): Promise<WindowOfOurs | null>;
}

export interface NotificationLooks extends NotificationOptions {
  readonly actions?: readonly { readonly action: string; readonly title: string }[];
  readonly timestamp?: number;
}

interface Events {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly fetch: FetchAsked;
  readonly push: Pushed;
  readonly notificationclick: NotificationPressed;
  readonly pushsubscriptionchange: Lasting;
  readonly sync: SyncAsked;
  readonly message: Told;
}

export interface WorkerScope {
  readonly location: Location;
  readonly registration: Omit<ServiceWorkerRegistration, 'showNotification'> & {
    showNotification(title: string, looks: NotificationLooks): Promise<void>;
  };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowOfOurs[]>;
    openWindow(url: string): Promise<WindowOfOurs | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Events>(type: K, told: (event: Events[K]) => void): void;
}

export const worker = globalThis as unknown as WorkerScope;
