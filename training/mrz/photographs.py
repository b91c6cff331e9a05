"""Renders photographed specimen documents of Utopia with a true MRZ, to measure the reader end to end.

    python3 photographs.py <folder> [count] [first seed] [plain | wide | small]

writes JPEGs and truth.csv (file,format,line1,line2,line3) for `npm run eval:mrz`. `wide`: the document takes a third to
a half of the picture and lies up to 25 degrees aslant; `small`: shrunk to 5.5-10 pixels a character. Documents have headings, captions,
a portrait's place, security print and a legal MRZ; the camera adds perspective, blur, noise, uneven light, glare, a
cluttered background and, on some, a turn by 90, 180 or 270 degrees. Other code and other effects than generate.py's
strips, so that the two do not share their blind spots.
"""

import math
import os
import random
import sys

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

OCRB = "/usr/share/fonts/opentype/ocr-b/OCRB.otf"
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
ALPHABET = "<ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
PX_PER_MM = 12
# width, height, left of the MRZ, distances of its lines from the lower edge to the baseline (ICAO 9303-4/5/6/7)
SIZES = {
    "TD1": (85.6, 54.0, 4.0, (16.9, 10.55, 4.2)),
    "TD2": (105.0, 74.0, 4.0, (12.4, 6.1)),
    "TD3": (125.0, 88.0, 6.0, (15.9, 9.4)),
    "MRVA": (120.0, 80.0, 4.0, (12.4, 6.1)),
    "MRVB": (105.0, 74.0, 4.0, (12.4, 6.1)),
}
FAMILY = "ERIKSSON NAKAMURA O<CONNOR GARCIA<LOPEZ MUSTERMANN NDIAYE VAN<DER<BERG KOWALSKA HERNANDEZ ZHANG IVANOVA AL<RASHID QUISPE SZEKELY".split()
GIVEN = "ANNA MARIA JOSE LUIS WEI FATOU JAN KATARZYNA YUKI OLGA OMAR BEATRIZ ZOLTAN HUGO XIMENA INGRID".split()


def digit(text: str) -> str:
    value = lambda c: 0 if c == "<" else int(c) if c.isdigit() else ord(c) - 55
    return str(sum(value(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def zone(rng: random.Random, kind: str) -> list[str]:
    # not France: two lines of 36 with IDFRA are its card of 1988, of another layout
    state = rng.choice(["UTO", "UTO", "D<<", "COL", "ESP", "SWE", "MEX", "PER", "CHN", "USA"])
    nation = rng.choice([state, state, "UTO", "BRA", "IND"])
    chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" if rng.random() < 0.6 else "0123456789"
    number = "".join(rng.choice(chars) for _ in range(rng.choice([9, 9, 9, 8, 7]))).ljust(9, "<")
    birth = f"{rng.randint(0, 99):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    expiry = f"{rng.randint(20, 39):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    sex = rng.choice("MF<")
    given = rng.sample(GIVEN, rng.randint(1, 3))
    names = rng.choice(FAMILY) + "<<" + "<".join(given)
    pad = lambda text, n: text[:n].ljust(n, "<")
    optional = "".join(rng.choice(ALPHABET[1:]) for _ in range(rng.choice([0, 0, 6, 10])))
    if kind == "TD1":
        one = pad(rng.choice(["I<", "ID", "AC", "C<"]) + state + number + digit(number) + optional, 30)
        two = birth + digit(birth) + sex + expiry + digit(expiry) + nation + "<" * 11
        return [one, two + digit(one[5:30] + two[0:7] + two[8:15] + two[18:29]), pad(names, 30)]
    length = 44 if kind in ("TD3", "MRVA") else 36
    code = {"TD3": rng.choice(["P<", "P<", "PO", "PD"]), "TD2": rng.choice(["I<", "ID"])}.get(kind, "V<")
    one = pad(code + state + names, length)
    two = number + digit(number) + nation + birth + digit(birth) + sex + expiry + digit(expiry)
    if kind in ("MRVA", "MRVB"):
        return [one, pad(two + optional, length)]
    if kind == "TD2":
        two += pad(optional, 7)
        return [one, two + digit(two[0:10] + two[13:20] + two[21:35])]
    personal = pad(optional, 14)
    two += personal + (digit(personal) if optional or rng.random() < 0.5 else "<")
    return [one, two + digit(two[0:10] + two[13:20] + two[21:43])]


def page(rng: random.Random, noise: np.random.RandomState, kind: str, lines: list[str]) -> np.ndarray:
    width, height, left, bottoms = SIZES[kind]
    w, h = int(width * PX_PER_MM), int(height * PX_PER_MM)
    tint = np.array([rng.uniform(185, 250) for _ in range(3)], np.float32)
    paper = np.ones((h, w, 3), np.float32) * tint
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32) / PX_PER_MM
    for _ in range(rng.randint(1, 4)):
        angle, pitch = rng.uniform(0, math.pi), rng.uniform(0.5, 3)
        wave = xx * math.cos(angle) + yy * math.sin(angle) + rng.uniform(0, 2) * np.sin(xx / rng.uniform(2, 9))
        paper += (np.sin(wave * 2 * math.pi / pitch) * rng.uniform(2, 14))[:, :, None] * np.array(
            [rng.uniform(0.2, 1) for _ in range(3)], np.float32
        )
    image = Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    mm = lambda *v: tuple(int(a * PX_PER_MM) for a in v)
    zone_top = height - bottoms[0] - 5
    shade = rng.randint(90, 190)
    draw.rectangle(mm(left, 12, left + 0.28 * width, zone_top - 3), fill=(shade, shade - 20, shade - 30))
    draw.ellipse(mm(left + 0.06 * width, 16, left + 0.22 * width, zone_top - 8), fill=(shade + 40, shade + 20, shade))
    heading = ImageFont.truetype(SANS, int(4 * PX_PER_MM))
    draw.text(mm(left, 4), "UTOPIA  " + rng.choice(["PASSPORT", "IDENTITY CARD", "VISA"]), fill=(30, 30, 90), font=heading)
    caption, value = ImageFont.truetype(SANS, int(1.6 * PX_PER_MM)), ImageFont.truetype(SANS, int(2.8 * PX_PER_MM))
    y = 12.0
    while y < zone_top - 6:
        draw.text(mm(left + 0.34 * width, y), rng.choice(["Surname / Apellidos", "Given names", "Date of birth"]), fill=(70, 70, 70), font=caption)
        text = " ".join(rng.choice(FAMILY + GIVEN).replace("<", " ") for _ in range(rng.randint(1, 3)))
        draw.text(mm(left + 0.34 * width, y + 2), text, fill=(15, 15, 15), font=value)
        y += 7
    # OCR-B size 1: 2.54 mm pitch, capitals 2.4 mm high (ICAO 9303-3 §4.1)
    size = 2.4 / 0.71 * rng.uniform(0.96, 1.06)
    font = ImageFont.truetype(OCRB, int(size * PX_PER_MM))
    black = tuple(rng.randint(0, 60) for _ in range(3))
    for text, bottom in zip(lines, bottoms):
        for i, char in enumerate(text):
            x = left + 1.27 + 2.54 * i * min(1.0, (width - 2 * left) / (2.54 * len(text)))
            draw.text((x * PX_PER_MM, (height - bottom) * PX_PER_MM), char, fill=black, font=font, anchor="ms")
    return np.asarray(image).astype(np.float32)


def background(rng: random.Random, noise: np.random.RandomState, w: int, h: int) -> np.ndarray:
    small = noise.rand(rng.randint(2, 12), rng.randint(2, 12), 3).astype(np.float32) * 200 + 20
    out = cv2.resize(small, (w, h), interpolation=rng.choice([cv2.INTER_CUBIC, cv2.INTER_NEAREST, cv2.INTER_LINEAR]))
    if rng.random() < 0.4:
        for _ in range(rng.randint(2, 30)):
            p = [(rng.randint(0, w), rng.randint(0, h)) for _ in range(2)]
            cv2.line(out, p[0], p[1], [rng.uniform(0, 255) for _ in range(3)], rng.randint(1, 6))
    return out + noise.randn(h, w, 1).astype(np.float32) * rng.uniform(0, 12)


def photograph(seed: int, wide: bool = False):
    rng, noise = random.Random(seed), np.random.RandomState(seed)
    kind = rng.choice(list(SIZES))
    lines = zone(rng, kind)
    doc = page(rng, noise, kind, lines)
    h, w = doc.shape[:2]
    long_side = rng.uniform(1500, 2300) if wide else rng.choice([rng.uniform(560, 800), rng.uniform(800, 1300), rng.uniform(1200, 2200)])
    share = rng.uniform(0.3, 0.55) if wide else rng.uniform(0.6, 1.0)
    W, H = int(long_side), int(long_side * rng.uniform(0.66, 0.8))
    scale = min(W / w, H / h) * share
    angle = math.radians(rng.uniform(-25, 25) if wide else rng.gauss(0, 4))
    corners = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float64) - [w / 2, h / 2]
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    placed = corners @ turn.T * scale
    placed += noise.randn(4, 2) * 0.022 * w * scale * rng.choice([0.2, 1, 1.5])
    slack = np.array([W, H]) - (placed.max(0) - placed.min(0))
    placed += -placed.min(0) + np.maximum(0, slack) * [rng.random(), rng.random()]
    matrix = cv2.getPerspectiveTransform((corners + [w / 2, h / 2]).astype(np.float32), placed.astype(np.float32))
    blur = max(0.0, 0.42 / scale - 0.3)
    soft = cv2.GaussianBlur(doc, (0, 0), blur) if blur > 0.3 else doc
    scene = background(rng, noise, W, H)
    mask = cv2.warpPerspective(np.ones((h, w), np.float32), matrix, (W, H))[:, :, None]
    scene = scene * (1 - mask) + cv2.warpPerspective(soft, matrix, (W, H)) * mask
    yy, xx = np.mgrid[0:H, 0:W].astype(np.float32)
    light = 1 + rng.uniform(-0.35, 0.35) * (xx / W - 0.5) + rng.uniform(-0.35, 0.35) * (yy / H - 0.5)
    scene *= (light * rng.uniform(0.55, 1.1))[:, :, None]
    if rng.random() < 0.25:
        gx, gy, gr = rng.uniform(0, W), rng.uniform(0, H), rng.uniform(0.04, 0.15) * W
        scene += (np.exp(-(((xx - gx) / gr) ** 2 + ((yy - gy) / gr) ** 2)) * rng.uniform(60, 200))[:, :, None]
    pitch = 2.54 * PX_PER_MM * scale
    if rng.random() < 0.6:
        scene = cv2.GaussianBlur(scene, (0, 0), rng.uniform(0.02, 0.11) * pitch + 0.2)
    if rng.random() < 0.25:
        k = max(1, int(rng.uniform(0.1, 0.3) * pitch))
        kernel = np.zeros((2 * k + 1, 2 * k + 1), np.float32)
        a = rng.uniform(0, math.pi)
        cv2.line(kernel, (int(k - k * math.cos(a) / 2), int(k - k * math.sin(a) / 2)), (int(k + k * math.cos(a) / 2), int(k + k * math.sin(a) / 2)), 1)
        scene = cv2.filter2D(scene, -1, kernel / kernel.sum())
    scene = np.clip(scene + noise.randn(H, W, 3).astype(np.float32) * rng.uniform(0, 7), 0, 255).astype(np.uint8)
    quarter = rng.choice([0] * 7 + [1, 2, 3])
    if quarter:
        scene = np.ascontiguousarray(np.rot90(scene, quarter))
    return kind, lines, scene, pitch, rng.randint(45, 95)


def shrunk(seed: int, scene: np.ndarray, pitch: float):
    """The scene at 5.5-10 pixels a character and its JPEG quality; None where it has fewer to begin with."""
    rng = random.Random(seed + 1)
    want = rng.uniform(5.5, 10)
    if pitch < want or min(scene.shape[:2]) * want / pitch < 70:
        return None
    small = cv2.resize(scene, None, fx=want / pitch, fy=want / pitch, interpolation=cv2.INTER_AREA)
    return small, want, rng.randint(35, 92)


def main(folder: str, count: int, first: int, mode: str) -> None:
    os.makedirs(folder, exist_ok=True)
    rows = ["file,format,line1,line2,line3"]
    seed = first
    while len(rows) <= count:
        kind, lines, scene, pitch, quality = photograph(seed, mode == "wide")
        smaller = shrunk(seed, scene, pitch) if mode == "small" else None
        seed += 1
        if mode == "small":
            if smaller is None:
                continue
            scene, pitch, quality = smaller
        name = f"{seed - 1:05}-{kind}-{pitch:.0f}px.jpg"
        cv2.imwrite(f"{folder}/{name}", scene, [cv2.IMWRITE_JPEG_QUALITY, quality])
        rows.append(",".join([name, kind, *lines] + [""] * (3 - len(lines))))
    with open(f"{folder}/truth.csv", "w") as file:
        file.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    given = sys.argv[2:]
    main(
        sys.argv[1],
        int(given[0]) if given else 100,
        int(given[1]) if len(given) > 1 else 0,
        given[2] if len(given) > 2 else "plain",
    )
