"""Trains the MRZ net on strips from generate.py; stops and resumes at a checkpoint without losing its place.

    nice -n 10 python3 train.py --out runs/a --steps 40000
    nice -n 10 python3 train.py --out runs/b --from runs/a/checkpoint.pt --steps 60000 --rate 1e-3

Half of each batch is new, half is drawn from the strips of the last steps: the generator is what costs most.
Strip number n of a run is always made from the same seed, so a run can be repeated.
"""

import argparse
import math
import os
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from generate import ALPHABET, HEIGHT, IGNORE, WIDTH, sample

torch.set_num_threads(1)
CLASSES = len(ALPHABET) + 1
NEW, REPLAYED, BUFFER = 32, 32, 8192
VALIDATION_SEED = 2_000_000_000  # far from every training seed


def block(inputs: int, outputs: int, kernel, padding) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, padding=padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()
    )


def make_net() -> nn.Sequential:
    """24 rows by any width that divides by 4 → CLASSES by width / 4. Sees about two characters to each side."""
    return nn.Sequential(
        block(1, 16, 3, 1),
        nn.MaxPool2d(2),
        block(16, 32, 3, 1),
        nn.MaxPool2d(2),
        block(32, 64, 3, 1),
        block(64, 64, 3, 1),
        nn.MaxPool2d((2, 1)),
        block(64, 96, 3, 1),
        block(96, 128, (3, 3), (0, 1)),
        block(128, 128, (1, 5), (0, 2)),
        block(128, 128, (1, 3), (0, 1)),
        nn.Conv2d(128, CLASSES, 1),
    )


class Strips(torch.utils.data.IterableDataset):
    def __init__(self, first: int, base: int):
        self.next, self.base = first, base

    def __iter__(self):
        while True:
            made = [sample(self.base + self.next * NEW + i) for i in range(NEW)]
            self.next += 1
            yield np.stack([m[0] for m in made]).astype(np.float16), np.stack([m[1] for m in made])


def validation(n=512):
    made = [sample(VALIDATION_SEED + i) for i in range(n)]
    x = torch.from_numpy(np.stack([m[0] for m in made]))[:, None]
    return x, torch.from_numpy(np.stack([m[1] for m in made]))


@torch.no_grad()
def accuracy(net: nn.Module, x: torch.Tensor, y: torch.Tensor) -> float:
    net.eval()
    out = torch.cat([net(part).squeeze(2) for part in x.split(64)]).argmax(1)
    mask = (y != IGNORE) & (y > 0)
    return (out[mask] == y[mask]).float().mean().item()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--out", required=True)
    options.add_argument("--from", dest="source")
    options.add_argument("--steps", type=int, default=40_000)
    options.add_argument("--rate", type=float, default=3e-3)
    options.add_argument("--base", type=int, default=0, help="first seed: another run sees other strips")
    options.add_argument("--minutes", type=float, default=1e9, help="stop, with a checkpoint, after so long")
    opts = options.parse_args()
    os.makedirs(opts.out, exist_ok=True)
    path = f"{opts.out}/checkpoint.pt"
    torch.manual_seed(opts.base)

    net, mean = make_net().to(memory_format=torch.channels_last), make_net()
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), opts.rate, weight_decay=1e-3)
    step = 0
    if os.path.exists(path):
        kept = torch.load(path)
        net.load_state_dict(kept["net"]), mean.load_state_dict(kept["mean"])
        optimiser.load_state_dict(kept["optimiser"])
        step = kept["step"]
    elif opts.source:
        kept = torch.load(opts.source)["mean"]
        net.load_state_dict(kept), mean.load_state_dict(kept)

    def keep() -> None:
        state = {"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
        torch.save(state, path + ".tmp")
        os.replace(path + ".tmp", path)

    loader = torch.utils.data.DataLoader(Strips(step, opts.base), batch_size=None, num_workers=1, prefetch_factor=4)
    check = validation()
    pick = np.random.RandomState(step)
    old_x, old_y, filled, place = np.zeros((BUFFER, HEIGHT, WIDTH), np.float16), None, 0, 0
    began, running = time.time(), 0.0
    for new_x, new_y in loader:
        new_x, new_y = np.asarray(new_x), np.asarray(new_y)
        if old_y is None:
            old_y = np.zeros((BUFFER, new_y.shape[1]), np.int64)
        again = pick.randint(0, filled, REPLAYED) if filled else np.zeros(0, int)
        x = torch.from_numpy(np.concatenate([new_x, old_x[again]]).astype(np.float32))[:, None]
        y = torch.from_numpy(np.concatenate([new_y, old_y[again]]))
        old_x[place : place + NEW], old_y[place : place + NEW] = new_x, new_y
        place, filled = (place + NEW) % BUFFER, min(BUFFER, filled + NEW)

        rate = opts.rate * min(1, (step + 1) / 200) * (0.5 + 0.5 * math.cos(math.pi * step / opts.steps) + 0.003)
        for group in optimiser.param_groups:
            group["lr"] = rate
        net.train()
        with torch.autocast("cpu", torch.bfloat16):
            out = net(x.to(memory_format=torch.channels_last))
        loss = F.cross_entropy(out.squeeze(2).float(), y, ignore_index=IGNORE)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 3)
        optimiser.step()
        with torch.no_grad():
            follow = min(0.998, (step + 1) / (step + 10))
            for a, b in zip(mean.state_dict().values(), net.state_dict().values()):
                a.lerp_(b, 1 - follow) if a.is_floating_point() else a.copy_(b)
        step += 1
        running = loss.item() if step == 1 else 0.98 * running + 0.02 * loss.item()
        if step % 100 == 0:
            print(f"step {step} loss {running:.4f} rate {rate:.5f} {time.time() - began:.0f} s", flush=True)
        if step % 500 == 0:
            print(f"step {step} characters right {accuracy(mean, *check):.4f}", flush=True)
            keep()
        if step >= opts.steps or time.time() - began > opts.minutes * 60:
            break
    keep()
    print(f"done at {step}: characters right {accuracy(mean, *check):.4f}")


if __name__ == "__main__":
    main()
