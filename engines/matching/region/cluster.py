"""The same shards on a Dask cluster: whoever is free takes the next; what a lost worker had is done again."""

from collections.abc import Callable, Iterator

from engines.matching.region.columns import BadInput
from engines.matching.region.matching import Job, match_shard

CONNECT_SECONDS = 30
RETRIES = 2  # of a shard that failed on a worker that lives, as when a shared folder was away for a moment


def match_on_cluster(
    address: str, jobs: list[Job], say: Callable[[str], None], match: Callable[[Job], int] = match_shard
) -> Iterator[int]:
    """The numbers of the shards as they are finished on the workers of the scheduler at ``address``.

    A shard that took down as many workers as the scheduler's ``allowed-failures`` (three) is given up. Raises
    ``BadInput`` where there is no scheduler or no worker, and where a shard was given up.
    """
    # Imported where it is wanted: half a second that a run on one machine need not wait.
    from distributed import Client, as_completed
    from distributed.scheduler import KilledWorker

    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadInput(f"There is no scheduler at {address}; start one with `dask scheduler`.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise BadInput(f"The scheduler at {address} has no worker; start one with `dask worker`.") from error
        say(f"{len(client.scheduler_info(n_workers=-1)['workers'])} workers are there.")
        futures = [client.submit(match, job, pure=False, retries=RETRIES) for job in jobs]
        waiting = as_completed(futures, loop=client.loop)
        del futures  # a finished shard need not be remembered by the scheduler
        try:
            for future in waiting:
                yield future.result()
        except KilledWorker as error:
            raise BadInput(
                "One shard took down several workers; give them more memory or make shards smaller, and run again."
            ) from error
