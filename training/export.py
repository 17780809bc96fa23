"""From a trained network to the file that ships: ONNX, weights as 8-bit integers."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from encoder import Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

OPSET = 17


def export(tagger: Tagger, words: list[str], out: Path) -> Path:
    """Writes model.onnx (8-bit, a scale for each channel) and vocab.txt; returns the model's path.

    Inputs ids and looks: int64, (windows, pieces). Outputs said and names: float,
    (windows, pieces, 7), unnormalised scores of O, B, I, B, I, B, I; certain: float,
    (windows, pieces), how certain it is that what a piece tells is so, about -1 to 1.
    """
    whole, better, small = out / "whole.onnx", out / "better.onnx", out / "model.onnx"
    ids = torch.randint(1000, 2000, (1, 40))
    looks = torch.zeros_like(ids)
    tagger.eval()
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        tagger,
        (ids, looks),
        str(whole),
        input_names=["ids", "looks"],
        output_names=["said", "names", "certain"],
        dynamic_axes=dict.fromkeys(("ids", "looks", "said", "names", "certain"), axes),
        opset_version=OPSET,
        dynamo=False,
    )
    quant_pre_process(str(whole), str(better), skip_symbolic_shape=True)
    quantize_dynamic(
        str(better),
        str(small),
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    (out / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    return small
