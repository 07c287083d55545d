import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { Mailbox } from '../platform/mail/mail-address.ts';

/** One session in a unit's calendar. */
export interface Invitation {
  readonly bookingId: string;
  /** RFC 5546: a program takes the one with the highest number and drops what comes late. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly weekName: string;
  readonly description: string;
}

export interface FeedEvent {
  readonly sessionId: string;
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly summary: string;
  readonly description: string;
  readonly isCancelled: boolean;
}

const PRODUCT = { company: 'gnvb', product: 'tap-huan', language: 'VI' };

/**
 * An invitation or its withdrawal (RFC 5546). The UID is the booking's as long as it lives; times are in UTC, which every program
 * understands without a time zone of its own making.
 */
export function invitationCalendar(
  method: 'REQUEST' | 'CANCEL',
  invitation: Invitation,
  organizer: Mailbox,
  attendee: Mailbox,
  host: string,
): string {
  const { bookingId, sequence, changedAt, startsAt, endsAt, place, weekName, description } = invitation;
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod[method] });
  calendar.createEvent({
    id: `${bookingId}@${host}`,
    sequence,
    stamp: changedAt,
    start: startsAt,
    end: endsAt,
    summary: weekName,
    location: place,
    description,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name, email: organizer.address },
    attendees: [
      {
        name: attendee.name,
        email: attendee.address,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.ACCEPTED,
        type: ICalAttendeeType.GROUP,
        rsvp: false,
      },
    ],
  });
  return calendar.toString();
}

/** What a calendar program reads again and again. */
export function feedCalendar(name: string, events: readonly FeedEvent[], host: string, now: Date): string {
  const calendar = ical({ name, prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH, ttl: 15 * 60 });
  for (const { sessionId, startsAt, endsAt, place, isCancelled, ...event } of events)
    calendar.createEvent({
      id: `${sessionId}@${host}`,
      sequence: event.sequence,
      stamp: now,
      start: startsAt,
      end: endsAt,
      summary: event.summary,
      location: place,
      description: event.description,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
