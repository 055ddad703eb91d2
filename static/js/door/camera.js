/* Reads QR codes from the camera: with the browser's own reader where it has one, else with the kept library, which is
   loaded only then. The same code held before the camera is told once. */

const EVERY = 120;
const FORGOTTEN = 3000;
const WIDEST = 800;

export class Camera {
  constructor(video, onText) {
    this.video = video;
    this.onText = onText;
    this.isOn = false;
    this.seen = { text: "", at: 0 };
  }

  /* Rejects with the browser's own error where there is no camera, or nobody allows it. */
  async start() {
    if (!navigator.mediaDevices) throw new DOMException("no camera", "NotFoundError");
    const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    this.stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.read = await reader();
    this.isOn = true;
    this.look();
  }

  stop() {
    this.isOn = false;
    clearTimeout(this.timer);
    if (this.stream) this.stream.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
  }

  async look() {
    if (!this.isOn) return;
    const text = this.video.videoWidth ? await this.read(this.video).catch(() => "") : "";
    if (!this.isOn) return;
    if (text) this.tell(text);
    this.timer = setTimeout(() => this.look(), EVERY);
  }

  tell(text) {
    const now = performance.now();
    const isSame = text === this.seen.text && now - this.seen.at < FORGOTTEN;
    this.seen = { text, at: now };
    if (!isSame) this.onText(text);
  }
}

/* A function that gives the text of the QR code in a video's picture, or "". */
async function reader() {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => {
      const found = await detector.detect(video);
      return found.length ? found[0].rawValue : "";
    };
  }
  const { decodeQR } = await import("../../vendor/qr/decode.js");
  const canvas = document.createElement("canvas");
  return async (video) => decodeQR(picture(video, canvas));
}

/* The video's picture, small enough to be read at once. */
function picture(video, canvas) {
  const scale = Math.min(1, WIDEST / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  const context = canvas.getContext("2d");
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
