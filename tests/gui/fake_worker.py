"""A worker that speaks the protocol and does what its first argument says."""

from __future__ import annotations

import os
import sys
import time

from core.worker import messages as m


def main() -> None:
    behaviour = sys.argv[1]
    job = sys.argv[sys.argv.index("--job") + 1]

    def send(message: object) -> None:
        m.write(sys.stdout.buffer, message)  # type: ignore[arg-type]  # any event

    send(m.Started(job=job, pid=os.getpid(), kind="train", device="CPU only because of the test"))
    send(m.Progress(job=job, stage="epoch 1", done=1, total=4, unit="steps", rate=2.0, eta=1.5))
    send(m.Metric(job=job, step=1, epoch=0.25, values={"loss": 0.7, "valid/recall@20": 0.1}))
    match behaviour:
        case "finish":
            send(m.Finished(job=job, result={"answer": 42}))
        case "fail":
            send(m.Failed(job=job, message="It broke.", remedy="Mend it.", file="a.csv", line=3))
        case "rubbish":
            sys.stdout.buffer.write(b"Downloading model ...\n")
            sys.stdout.buffer.flush()
            time.sleep(60)
        case "hang":
            time.sleep(60)
        case "crash":
            os.abort()
        case "obey":
            for line in sys.stdin.buffer:
                command = m.decode_command(line)
                assert isinstance(command, m.Control)
                if command.action == "pause":
                    send(m.State(job=job, state="paused"))
                elif command.action == "resume":
                    send(m.State(job=job, state="running"))
                else:
                    cancelled = command.action == "cancel"
                    result = {} if cancelled else {"answer": 0}
                    outcome = "cancelled" if cancelled else "stopped"
                    send(m.Finished(job=job, outcome=outcome, result=result))
                    return


if __name__ == "__main__":
    main()
