import { task } from '../platform/jobs/job-handler.ts';

/** Sends what is due to one device. */
export const SEND_PUSHES = task<{ readonly subscriptionId: string }>('notifications.send-pushes');

/** One job waits for a device, however much there is to be sent to it. */
export const pushJobKey = ({ subscriptionId }: { readonly subscriptionId: string }): string => `push ${subscriptionId}`;
