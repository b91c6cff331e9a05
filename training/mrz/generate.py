"""Synthetic MRZ strips: OCR-B text as a camera would have seen it, with the class of every column known.

`sample(seed)` gives one strip of HEIGHT x WIDTH pixels (float32, zero mean, about unit contrast) and one label per
four columns: 0 between characters, 1 + index in ALPHABET under a character, IGNORE where a column is neither.
The same seed gives the same strip. No picture of a real document is used anywhere.
"""

import math
import random
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

cv2.setNumThreads(1)

ALPHABET = "<ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
HEIGHT, WIDTH, STRIDE = 24, 224, 4
IGNORE = -100
NOMINAL_CAP = 15.5  # pixels of a capital letter in a strip; the reader samples its strips to this height

FONT_DIR = "/usr/share/fonts/opentype/ocr-b"  # Debian package fonts-ocr-b
# Round and sharp cuts as printers use them; the italic and the outline cut only to keep shapes from being learnt
# too narrowly (an outline closed by ink spread is a bolder face).
FONTS = ("OCRB",) * 6 + ("OCRBS",) * 4 + ("OCRBL", "OCRBF")
OTHER_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"  # print that is not MRZ, above or beside it
CAP_PER_SIZE = 0.71  # height of a capital in OCRB.otf over the font size


@lru_cache(maxsize=None)
def glyph(font: str, size: int, char: str) -> np.ndarray:
    """One character as a mask 0-255, 2 font sizes square, baseline at 1.35 sizes, centred."""
    path = f"{FONT_DIR}/{font}.otf" if font in FONTS else font
    image = Image.new("L", (2 * size, 2 * size))
    ImageDraw.Draw(image).text(
        (size, int(1.35 * size)), char, fill=255, font=ImageFont.truetype(path, size), anchor="ms"
    )
    return np.asarray(image)


def paste(canvas: np.ndarray, font: str, size: int, char: str, x: float, baseline: float) -> None:
    mark = glyph(font, size, char)
    left, top = int(round(x - size)), int(round(baseline - 1.35 * size))
    h, w = canvas.shape
    x0, x1, y0, y1 = max(0, left), min(w, left + 2 * size), max(0, top), min(h, top + 2 * size)
    if x0 < x1 and y0 < y1:
        np.maximum(canvas[y0:y1, x0:x1], mark[y0 - top : y1 - top, x0 - left : x1 - left], canvas[y0:y1, x0:x1])


def word(rng: random.Random, low=2, high=10) -> str:
    return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(rng.randint(low, high)))


def text(rng: random.Random, n: int) -> str:
    """n characters with the runs and mixtures of an MRZ, every character common enough to be learnt."""
    kind = rng.random()
    if kind < 0.3:
        out = "".join(rng.choice(ALPHABET) for _ in range(n))
    elif kind < 0.6:
        head = rng.choice(["P<", "I<", "ID", "V<", "AC", "C<", ""])
        out = head + word(rng, 3, 12) + "<<" + word(rng) + "<" + word(rng) + "<" * rng.randint(0, 14) + word(rng, n, n)
    elif kind < 0.88:
        out = "".join(rng.choice("0123456789" * 3 + "<<MFABCDEFGHJKLNPRTUXYZOISQ") for _ in range(n))
    else:
        out = "<" * rng.randint(3, 14) + rng.choice("0123456789") + "<" * rng.randint(0, 5) + word(rng) + "<" * n
    k = rng.randint(0, max(0, len(out) - n))
    return out[k : k + n]


def print_lines(rng: random.Random, cap: float, caps_wide: float):
    """The mask of a printed line with its surroundings, and the centre of each character of the line."""
    size = max(8, 2 * int(round(cap / CAP_PER_SIZE / 2)))  # even sizes only: fewer glyphs to keep
    cap = size * CAP_PER_SIZE
    w, h = int(caps_wide * cap), int(5.2 * cap)
    canvas = np.zeros((h, w), np.uint8)
    pitch = cap * rng.uniform(0.92, 1.12)
    font = rng.choice(FONTS)
    bend = rng.gauss(0, 0.0012) if rng.random() < 0.4 else 0.0  # a page that does not lie flat
    jitter = rng.choice([0, 0, 0.02, 0.04]) * cap  # worn ribbon printers do not hit their pitch
    baseline = h / 2 + cap / 2
    n = int(w / pitch) + 3
    start = -rng.random() * pitch
    first, last = 0, n
    edge = rng.random()
    if edge < 0.14:
        first = rng.randint(1, max(1, n // 2))
    elif edge < 0.28:
        last = rng.randint(n // 2, n - 1)
    line = text(rng, n)
    centres, chars = [], []
    sag = lambda x: bend * (x - w / 2) ** 2 / cap
    for i in range(first, last):
        x = start + pitch * (i + 0.5) + rng.gauss(0, 1) * jitter
        paste(canvas, font, size, line[i], x, baseline + sag(x) + rng.gauss(0, 0.6) * jitter)
        centres.append(x)
        chars.append(line[i])
    for side in (-1, 1):
        if rng.random() < 0.45:
            continue
        foreign = rng.random() < 0.3
        distance = side * cap * rng.uniform(1.5, 2.7)
        neighbour = word(rng, n, n).title() if foreign else text(rng, n)
        for i, char in enumerate(neighbour):
            x = start + pitch * (i + 0.5)
            paste(canvas, OTHER_FONT if foreign else font, size, char, x, baseline + distance + sag(x))
    if edge < 0.28 and rng.random() < 0.4:  # what lies beyond the end of the line: page edge, thumb, other print
        x = int(start + pitch * (first if edge < 0.14 else last)) + (-1 if edge < 0.14 else 1) * int(
            pitch * rng.uniform(0.15, 3)
        )
        if edge < 0.14:
            canvas[:, : max(0, x)] = rng.randint(0, 255)
        else:
            canvas[:, max(0, x) :] = rng.randint(0, 255)
    return canvas.astype(np.float32) / 255, centres, chars, pitch, cap


def ink(rng: random.Random, noise: np.random.RandomState, mask: np.ndarray, cap: float) -> np.ndarray:
    """Spread, thin or wear the print."""
    h, w = mask.shape
    if rng.random() < 0.55:  # spread and thinning move the contour of a blurred mask
        sigma = cap * rng.uniform(0.02, 0.06)
        threshold = rng.uniform(0.22, 0.68)
        mask = np.clip((cv2.GaussianBlur(mask, (0, 0), sigma) - threshold) * rng.uniform(3, 8) + 0.5, 0, 1)
    if rng.random() < 0.3:  # wear: blotches where ink is gone, at the size of a stroke or of a letter
        grain = cap * rng.choice([0.08, 0.2, 0.8])
        small = noise.rand(max(2, int(h / grain)), max(2, int(w / grain))).astype(np.float32)
        blotch = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
        mask = mask * np.clip(1.25 - np.maximum(0, blotch - rng.uniform(0.35, 0.8)) * rng.uniform(0.6, 3), 0, 1)
    if rng.random() < 0.05:  # laser engraving: the stroke is made of dots
        step = max(2, int(cap * rng.uniform(0.08, 0.13)))
        yy, xx = np.mgrid[0:h, 0:w]
        mask = mask * np.where(((xx % step) < step * 0.6) & ((yy % step) < step * 0.6), 1, rng.uniform(0.2, 0.6))
    return mask.astype(np.float32)


def paper(rng: random.Random, noise: np.random.RandomState, h: int, w: int, cap: float, level: float, contrast: float):
    """Background: uneven light, guilloche, fine lines, rasters, letters of security print."""
    out = np.full((h, w), level, np.float32)
    if rng.random() < 0.7:
        small = noise.randn(rng.randint(2, 6), rng.randint(3, 14)).astype(np.float32) * rng.uniform(2, 18)
        out += cv2.resize(small, (w, h), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.45:  # guilloche: bundles of bent waves
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32) / cap
        for _ in range(rng.randint(1, 3)):
            angle, frequency = rng.uniform(0, math.pi), rng.uniform(1.5, 16)
            wave = xx * math.cos(angle) + yy * math.sin(angle)
            wave += rng.uniform(0, 0.8) * np.sin(xx * rng.uniform(0.2, 1.5) + rng.uniform(0, 6))
            strength = rng.uniform(0.02, 0.17) * contrast
            wave = np.sin(wave * frequency)
            if rng.random() < 0.5:  # lines rather than waves
                wave = np.where(wave > 0.6, -1.0, 0.2).astype(np.float32)
            out += strength * wave
    if rng.random() < 0.25:
        for _ in range(rng.randint(1, 6)):
            p = [(rng.randint(-w // 4, w + w // 4), rng.randint(-h // 2, h + h // 2)) for _ in range(2)]
            shade = level - contrast * rng.uniform(0.1, 0.5)
            cv2.line(out, p[0], p[1], shade, max(1, int(cap * rng.uniform(0.02, 0.09))), cv2.LINE_AA)
    if rng.random() < 0.2:  # large or tiny letters printed under the MRZ
        layer = np.zeros((h, w), np.uint8)
        size = max(6, int(cap * rng.choice([0.35, 0.5, 2.0, 3.0])))
        for _ in range(int(rng.uniform(1, 4) * w / size / 2)):
            paste(layer, OTHER_FONT, size, rng.choice(ALPHABET), rng.uniform(0, w), rng.uniform(0, h))
        out -= layer.astype(np.float32) / 255 * contrast * rng.uniform(0.06, 0.25)
    if rng.random() < 0.25:
        out += noise.randn(h, w).astype(np.float32) * rng.uniform(1, 8)
    return out


def light(rng: random.Random, image: np.ndarray, cap: float) -> np.ndarray:
    """Shadow edges, gradients and glare, which may saturate."""
    h, w = image.shape
    if rng.random() < 0.2:
        x = rng.randint(0, w)
        soft = np.clip((np.arange(w, dtype=np.float32) - x) / (cap * rng.uniform(0.1, 3)) + 0.5, 0, 1)
        image = image * (1 - soft * rng.uniform(0.1, 0.5))[None, :]
    if rng.random() < 0.2:
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
        radius = cap * rng.uniform(1, 6)
        d = ((xx - rng.uniform(0, w)) / (radius * rng.uniform(0.7, 3))) ** 2 + ((yy - rng.uniform(0, h)) / radius) ** 2
        image = image + np.exp(-d) * rng.uniform(20, 140)
    if rng.random() < 0.3:
        image = 255 * (np.clip(image, 0, 255) / 255) ** rng.uniform(0.6, 1.7)
    return image


def spoilt(rng: random.Random, cam_cap: float) -> float:
    """Radius of the blur by focus or shaking, over the height of a capital; a stroke of OCR-B is 0.14 of it."""
    kind = rng.random()
    if kind < 0.45:
        return 0.0
    if kind < 0.6:  # a pixel or two, whatever the print's size
        return rng.uniform(0.5, 1.7) * min(1.3, cam_cap / 9) / cam_cap
    # What small print can bear is less, for its pixels blur it already.
    return rng.uniform(0.05, 0.42) * min(1.0, cam_cap / 11)


def blur_kernel(rng: random.Random, radius: float) -> np.ndarray:
    """Out of focus (a disc) or shaken (a short line), radius in pixels."""
    k = 2 * int(math.ceil(radius)) + 1
    kernel = np.zeros((k, k), np.float32)
    if rng.random() < 0.5:
        cv2.circle(kernel, (k * 8, k * 8), int(radius * 16), 1, -1, cv2.LINE_AA, 4)
    else:
        angle = rng.choice([0, math.pi / 2, rng.uniform(0, math.pi)])
        dx, dy = radius * math.cos(angle), radius * math.sin(angle)
        a = (int((k / 2 - 0.5 - dx) * 16), int((k / 2 - 0.5 - dy) * 16))
        b = (int((k / 2 - 0.5 + dx) * 16), int((k / 2 - 0.5 + dy) * 16))
        cv2.line(kernel, a, b, 1, 1, cv2.LINE_AA, 4)
    total = kernel.sum()
    if total <= 0:
        kernel[k // 2, k // 2] = total = 1
    return kernel / total


def sensor(rng: random.Random, noise: np.random.RandomState, image: np.ndarray) -> np.ndarray:
    """Noise, sharpening and JPEG of a phone or a scanner."""
    if rng.random() < 0.6:
        image = image + noise.randn(*image.shape).astype(np.float32) * rng.choice(
            [rng.uniform(0, 4), rng.uniform(0, 10)]
        )
    if rng.random() < 0.2:
        soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.6, 1.4))
        image = image + (image - soft) * rng.uniform(0.4, 1.8)
    image = np.clip(image, 0, 255).astype(np.uint8)
    if rng.random() < 0.65:
        quality = rng.randint(18, 95) if rng.random() < 0.7 else rng.randint(50, 95)
        image = cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 0)
    return image


def camera_cap(rng: random.Random) -> float:
    """Height of a capital in camera pixels: 6 is the least a person can still read."""
    return rng.choice([rng.uniform(6, 9), rng.uniform(7.5, 12), rng.uniform(9, 17), rng.uniform(13, 30)])


def affine(a=1.0, b=0.0, c=0.0, d=0.0, e=1.0, f=0.0) -> np.ndarray:
    return np.array([[a, b, c], [d, e, f], [0, 0, 1]], np.float64)


def turn(angle: float) -> np.ndarray:
    return affine(math.cos(angle), -math.sin(angle), 0, math.sin(angle), math.cos(angle), 0)


def sample(seed: int):
    rng, noise = random.Random(seed), np.random.RandomState(seed % 2**32)
    cam_cap = camera_cap(rng)
    out_cap = NOMINAL_CAP * rng.uniform(0.84, 1.2)
    stretch = rng.uniform(0.85, 1.2)
    print_cap = min(34.0, max(14.0, cam_cap * 1.7))
    mask, centres, chars, pitch, cap = print_lines(rng, print_cap, WIDTH / out_cap / stretch + 2.5)
    h, w = mask.shape
    mask = ink(rng, noise, mask, cap)

    black = rng.uniform(0, 90)
    white = rng.uniform(min(250.0, black + rng.choice([45, 80, 120])), 255)
    opacity = rng.uniform(0.75, 1) * mask
    image = paper(rng, noise, h, w, cap, white, white - black)
    image = image * (1 - opacity) + black * opacity
    image = light(rng, image, cap)

    # camera: one blur for optics and pixel size, one for focus or shaking, then a rotation and a little perspective
    shrink = cap / cam_cap
    optics = rng.choice([0.0, rng.uniform(0.2, 0.6), rng.uniform(0.4, 1.1)]) * min(1.0, cam_cap / 10)
    sigma = shrink * math.hypot(0.35, optics)
    radius = cap * spoilt(rng, cam_cap)
    if rng.random() < 0.3:  # a lens's own blur has no edge
        sigma, radius = math.hypot(sigma, radius / 2), 0
    if sigma > 0.3:
        image = cv2.GaussianBlur(image, (0, 0), sigma)
    if radius > 0.3:
        image = cv2.filter2D(image, -1, blur_kernel(rng, radius), borderType=cv2.BORDER_REPLICATE)
    angle = rng.gauss(0, 0.06) if rng.random() < 0.35 else 0.0
    lean = np.eye(3)
    if rng.random() < 0.4:
        lean[2, 0] = rng.gauss(0, 0.05) / w  # one end of the line nearer than the other
    lean[0, 1] = rng.gauss(0, 0.05)
    to_camera = turn(angle) @ affine(stretch / shrink, 0, 0, 0, 1 / shrink, 0) @ lean @ affine(1, 0, -w / 2, 0, 1, -h / 2)
    corners = cv2.perspectiveTransform(np.array([[[0, 0], [w, 0], [0, h], [w, h]]], np.float64), to_camera)[0]
    low = corners.min(0)
    cw, ch = np.ceil(corners.max(0) - low).astype(int)
    to_camera = affine(1, 0, -low[0], 0, 1, -low[1]) @ to_camera
    seen = cv2.warpPerspective(
        image, to_camera, (int(cw), int(ch)), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    seen = sensor(rng, noise, seen)

    # the reader's strip: straightened, but never exactly
    middle = cv2.perspectiveTransform(np.array([[[w / 2, h / 2]]], np.float64), to_camera)[0, 0]
    scale = out_cap / cam_cap
    residual = rng.gauss(0, 0.008)
    to_strip = (
        affine(1, 0, WIDTH / 2 + rng.uniform(-2, 2), 0, 1, HEIGHT / 2 + rng.gauss(0, 0.075) * out_cap)
        @ affine(scale, 0, 0, 0, scale, 0)
        @ turn(residual - angle)
        @ affine(1, 0, -middle[0], 0, 1, -middle[1])
    )
    if scale < 0.7:
        seen = cv2.GaussianBlur(seen, (0, 0), 0.35 / scale)
    strip = cv2.warpPerspective(
        seen,
        to_strip,
        (WIDTH, HEIGHT),
        flags=cv2.INTER_LINEAR if rng.random() < 0.75 else cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.float32)
    strip = (strip - strip.mean()) / (strip.std() + 8)

    return strip, labels(centres, chars, pitch, h, to_strip @ to_camera)


def labels(centres, chars, pitch: float, h: int, transform: np.ndarray) -> np.ndarray:
    """Class of each column: a character within 0.28 of a pitch, unknown to 0.40, a gap beyond."""
    out = np.zeros(WIDTH // STRIDE, np.int64)
    if not centres:
        return out
    points = np.array([[(x, h / 2) for x in centres] + [(x + pitch, h / 2) for x in centres]], np.float64)
    mapped = cv2.perspectiveTransform(points, transform)[0, :, 0]
    columns = np.arange(WIDTH // STRIDE) * STRIDE + STRIDE / 2
    for i, char in enumerate(chars):
        x, step = mapped[i], mapped[i + len(chars)] - mapped[i]
        distance = np.abs(columns - x)
        out[(distance < max(0.40 * step, 2.5)) & (out == 0)] = IGNORE
    for i, char in enumerate(chars):
        x, step = mapped[i], mapped[i + len(chars)] - mapped[i]
        out[np.abs(columns - x) < max(0.28 * step, 2.01)] = ALPHABET.index(char) + 1
    return out


if __name__ == "__main__":  # a sheet of samples to look at, and the time one takes
    import sys
    import time

    began = time.time()
    made = [sample(i)[0] for i in range(96)]
    print(f"{(time.time() - began) / 96 * 1000:.2f} ms a sample")
    sheet = np.zeros((32 * 26, 3 * (WIDTH + 6)), np.uint8)
    for i, strip in enumerate(made):
        y, x = i // 3 * 26, i % 3 * (WIDTH + 6)
        sheet[y : y + HEIGHT, x : x + WIDTH] = np.clip(strip * 45 + 140, 0, 255)
    cv2.imwrite(sys.argv[1] if len(sys.argv) > 1 else "samples.png", sheet)
