import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateBy,
} from 'class-validator';
import { IsInstant, LeftOut, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { WEBHOOK_EVENTS, type WebhookEventName } from './webhook-events.ts';
import { EVENT_STATES, type EventState } from './webhook.entity.ts';

const LONGEST_URL = 1000;

/** A web address as browsers understand it; whether it may be posted to is asked later. */
const isUrl = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value);
const IsWebAddress = (): PropertyDecorator => ValidateBy({ name: 'matches', validator: { validate: isUrl } });

export class WebhooksQuery extends PageQuery {
  /** Only of this unit. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** Deleted ones as well. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  includeClosed?: boolean;
}

export class NewWebhookBody {
  /** The unit whose events are sent. */
  @IsUUID()
  unitId!: string;

  /** Where they are posted to: https, no user name in it. */
  @IsString()
  @MaxLength(LONGEST_URL)
  @IsWebAddress()
  url!: string;

  @LeftOut()
  @Text(500, 0)
  description?: string;

  /** Which of them. `arrived`: a document has reached the unit; the others are facts of receipts the unit may read. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WEBHOOK_EVENTS.length)
  @ArrayUnique()
  @IsIn(WEBHOOK_EVENTS, { each: true })
  @ApiProperty({ enum: WEBHOOK_EVENTS, isArray: true })
  events!: WebhookEventName[];
}

/** What is to change; the rest stays. */
export class WebhookChangeBody {
  @LeftOut()
  @IsString()
  @MaxLength(LONGEST_URL)
  @IsWebAddress()
  url?: string;

  @LeftOut()
  @Text(500, 0)
  description?: string;

  @LeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(WEBHOOK_EVENTS.length)
  @ArrayUnique()
  @IsIn(WEBHOOK_EVENTS, { each: true })
  @ApiProperty({ enum: WEBHOOK_EVENTS, isArray: true, required: false })
  events?: WebhookEventName[];

  /** Off: nothing is queued and nothing sent. */
  @LeftOut()
  @IsBoolean()
  active?: boolean;
}

export class WebhookDeliveriesQuery extends PageQuery {
  /** Only events in this state. */
  @IsOptional()
  @IsIn(EVENT_STATES)
  @ApiProperty({ enum: EVENT_STATES, required: false })
  state?: EventState;
}

/** Either one event, or all of a time. */
export class ReplayBody {
  @LeftOut()
  @IsUUID()
  eventId?: string;

  /** Every event that happened then or later and is not waiting already. */
  @LeftOut()
  @IsInstant()
  since?: string;
}
