"""What window, engine, shell, notebooks and tests agree on: typed questions, answers and jobs.

Nothing here imports torch. A question and its answer, or a job, its specification and its result,
stand together in the file of what they are about; who asks and who answers both import them.
"""
