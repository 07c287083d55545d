import { IsString, Length, MaxLength } from 'class-validator';

export class EnrolSecondFactorBody {
  /** The current password, once more. */
  @IsString()
  @MaxLength(512)
  password!: string;
}

export class ConfirmSecondFactorBody {
  /** Six digits from the app. */
  @IsString()
  @Length(1, 40)
  code!: string;
}

export class SecondFactorProofBody {
  /** The current password, once more. */
  @IsString()
  @MaxLength(512)
  password!: string;

  /** Six digits from the app, or a recovery code. */
  @IsString()
  @Length(1, 40)
  code!: string;
}
