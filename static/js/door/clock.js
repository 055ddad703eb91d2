/* The device's clock, put right by what the server's said. Acts keep the device's own moment; the offset (server less
   device, in seconds) goes with them. A clock that was put back while the page was open, or since it was last used, is
   seen, and then the offset is not known until the server is heard again. */

const TRUSTED = 120;
const BACK = 30 * 1000;

export class Clock {
  /* ``kept`` is what keep() gave, from an earlier page; null where the server was never heard. */
  constructor(kept) {
    this.offset = kept ? kept.offset : null;
    this.newest = kept ? kept.newest : 0;
    this.look();
  }

  /* Notices a clock that was put back. */
  look() {
    const device = Date.now();
    if (device < this.newest - BACK) this.offset = null;
    this.newest = device;
  }

  hear(serverSeconds) {
    this.offset = serverSeconds;
    this.newest = Date.now();
  }

  hearMoment(text) {
    const heard = Date.parse(text);
    if (!Number.isNaN(heard)) this.hear((heard - Date.now()) / 1000);
  }

  isKnown() {
    return this.offset !== null;
  }

  /* Milliseconds by the server's clock, as well as the device knows. */
  now() {
    return Date.now() + (this.offset || 0) * 1000;
  }

  /* Whole minutes by which the device is wrong (ahead: more than 0), 0 where it may be trusted. */
  minutesOff() {
    return this.isKnown() && Math.abs(this.offset) > TRUSTED ? -Math.round(this.offset / 60) : 0;
  }

  keep() {
    return { offset: this.offset, newest: this.newest };
  }
}
