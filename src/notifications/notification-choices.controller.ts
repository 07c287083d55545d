import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Access, Caller } from '../platform/access/access.decorator.ts';
import { Principal } from '../platform/access/principal.ts';
import { Fails } from '../platform/errors/fails.decorator.ts';
import { NotificationChoices } from './notification-choices.service.ts';
import { NotificationChoicesWire, NotificationChoiceWire } from './notification.wire.ts';
import { ChooseBody } from './notifications.dto.ts';
import { NOTIFICATIONS } from './notifications.errors.ts';

/** How the caller wants to be told of things, by mail. */
@Controller('notification-choices')
@Access('signed-in')
export class NotificationChoicesController {
  constructor(private readonly choices: NotificationChoices) {}

  /** Every kind there is, with what was chosen and what may be. */
  @Get()
  list(@Caller() caller: Principal): Promise<NotificationChoicesWire> {
    return this.choices.list(caller);
  }

  @Put(':kind')
  @Fails(NOTIFICATIONS.unknownKind, NOTIFICATIONS.choiceNotAllowed)
  choose(
    @Caller() caller: Principal,
    @Param('kind') kind: string,
    @Body() body: ChooseBody,
  ): Promise<NotificationChoiceWire> {
    return this.choices.choose(caller, kind, body.choice);
  }
}
