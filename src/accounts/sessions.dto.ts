import { IsString, Length } from 'class-validator';

export class SignInBody {
  /** Upper and lower case are the same. */
  @IsString()
  @Length(1, 200)
  username!: string;

  /** Compared exactly as typed. */
  @IsString()
  @Length(1, 512)
  password!: string;
}
