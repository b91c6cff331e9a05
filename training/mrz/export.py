"""Writes a checkpoint as net.json + net.bin, the format of src/vision/runtime/net-file.ts.

    python3 export.py runs/b/checkpoint.pt ../../src/vision/text/mrz-net

Batch normalisation is folded into the filters, which are stored as int8 with a scale per output channel; biases
stay float32. Prints what the rounding costs on the validation strips.
"""

import json
import os
import sys

import numpy as np
import torch
from torch import nn

from train import accuracy, make_net, validation


def folded(net: nn.Sequential):
    """(kernel OIHW, bias, padding, relu) of each convolution, and (height, width) of each pooling, in order."""
    for part in net:
        if isinstance(part, nn.MaxPool2d):
            size = part.kernel_size
            yield size if isinstance(size, tuple) else (size, size)
        elif isinstance(part, nn.Conv2d):
            yield part.weight.detach(), part.bias.detach(), part.padding, False
        else:
            conv, norm = part[0], part[1]
            gain = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach()
            yield conv.weight.detach() * gain[:, None, None, None], (norm.bias - norm.running_mean * gain).detach(), conv.padding, True


def main(checkpoint: str, folder: str) -> None:
    net = make_net()
    net.load_state_dict(torch.load(checkpoint, map_location="cpu")["mean"])
    net.eval()
    check = validation()
    before = accuracy(net, *check)

    nodes, weights, data, plain = [], {}, bytearray(), []
    at = "strip"
    for number, layer in enumerate(folded(net)):
        out = f"t{number}"
        if len(layer) == 2:
            nodes.append({"op": "MaxPool", "in": [at], "out": out, "kernel": layer, "strides": layer, "pads": [0] * 4})
            plain.append(nn.MaxPool2d(layer))
        else:
            kernel, bias, (top, left), relu = layer
            scales = kernel.abs().amax((1, 2, 3)) / 127
            whole = torch.round(kernel / scales[:, None, None, None])
            hwio = whole.permute(2, 3, 1, 0).contiguous().to(torch.int8).numpy()
            weights[f"w{number}"] = {
                "dtype": "int8",
                "shape": list(hwio.shape),
                "offset": len(data),
                "scales": [float(f"{s:.7g}") for s in scales.tolist()],
            }
            data += hwio.tobytes()
            data += bytes(-len(data) % 4)
            weights[f"b{number}"] = {"dtype": "float32", "shape": [len(bias)], "offset": len(data)}
            data += bias.numpy().astype("<f4").tobytes()
            nodes.append(
                {
                    "op": "Conv",
                    "in": [at],
                    "out": out,
                    "filter": f"w{number}",
                    "bias": f"b{number}",
                    "depthwise": False,
                    "strides": [1, 1],
                    "pads": [top, left, top, left],
                    "dilations": [1, 1],
                    "activation": "relu" if relu else "linear",
                }
            )
            same = nn.Conv2d(kernel.shape[1], kernel.shape[0], tuple(kernel.shape[2:]), padding=(top, left))
            same.weight.data, same.bias.data = whole * scales[:, None, None, None], bias
            plain += [same, nn.ReLU()] if relu else [same]
        at = out
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/net.json", "w") as file:
        json.dump({"inputs": ["strip"], "outputs": [at], "nodes": nodes, "weights": weights}, file)
        file.write("\n")
    with open(f"{folder}/net.bin", "wb") as file:
        file.write(data)
    after = accuracy(nn.Sequential(*plain), *check)
    print(f"{len(data)} bytes; characters right {before:.4f}, after rounding to int8 {after:.4f}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(sys.argv[1], sys.argv[2])
