import { IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';
import { LeftOut } from '../platform/http/fields.ts';
import { isPage, LONGEST_RETURN } from './attempt.policy.ts';

/** A page of this site, such as `/incoming?box=unopened`. */
const IsPage = (): PropertyDecorator => ValidateBy({ name: 'matches', validator: { validate: isPage } });

export class BeginQuery {
  /** The page of this site to go to afterwards; `/` unless given. */
  @IsOptional()
  @IsPage()
  @MaxLength(LONGEST_RETURN)
  returnTo?: string;
}

export class LinkingBody {
  /** The caller's password, again. */
  @IsString()
  @MaxLength(512)
  password!: string;

  /** The page of this site to go to afterwards; `/` unless given. */
  @LeftOut()
  @IsPage()
  @MaxLength(LONGEST_RETURN)
  returnTo?: string;
}
