#!/bin/sh
# slurm.sh PROGRAM: one recording as a Slurm array job with a dependent merge job, on a cluster of
# this machine alone that is started for it and ended after it. Prints "ok", "not ok" or "skip" lines.
# Needs root, and the Debian packages slurm-wlm and munge. What a user would write is array.sh and
# merge.sh below.
set -u
PROGRAM=$(realpath "$1") || exit 2
cd "$(dirname "$0")/../.." || exit 2
for tool in munged slurmctld slurmd sbatch squeue; do
    if ! PATH=$PATH:/usr/sbin command -v $tool > /dev/null; then
        echo "skip slurm-array: $tool is not installed (apt-get install slurm-wlm munge); 1 skipped"
        exit 0
    fi
done
[ "$(id -u)" -eq 0 ] || { echo "skip slurm-array: needs root; 1 skipped"; exit 0; }
PATH=$PATH:/usr/sbin
work=$(mktemp -d) || exit 2
pids=
finish()
{
    for pid in $pids; do kill "$pid" 2> /dev/null; done
    sleep 1
    rm -rf "$work"
}
trap finish EXIT
mkdir -p "$work/state" "$work/spool" "$work/munge"
chmod 755 "$work"
chmod 700 "$work/munge"
host=$(hostname -s)
# A key of its own, and sockets in the folder: nothing of the machine's is touched.
dd if=/dev/urandom of="$work/munge/key" bs=1024 count=1 2> /dev/null
chmod 400 "$work/munge/key"
cat > "$work/slurm.conf" <<CONF
ClusterName=oasdrift
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmctldPidFile=$work/ctld.pid
SlurmdPidFile=$work/slurmd.pid
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldLogFile=$work/ctld.log
SlurmdLogFile=$work/slurmd.log
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MaxArraySize=100
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=p Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
SLURM_CONF=$work/slurm.conf
export SLURM_CONF
munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge.socket" \
    --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" > "$work/munged.log" 2>&1 &
pids="$pids $!"
sleep 1
slurmctld -D > "$work/ctld.out" 2>&1 &
pids="$pids $!"
slurmd -D > "$work/slurmd.out" 2>&1 &
pids="$pids $!"

spec=$PWD/tests/cases/drift/pets.openapi.yaml
for i in 1 2 3 4 5 6 7 8; do cat tests/cases/drift/possible-rename/exchanges.jsonl; done > "$work/big.jsonl"
cat > "$work/array.sh" <<JOB
#!/bin/sh
#SBATCH --array=0-3
#SBATCH -o $work/array.%a
"$PROGRAM" check "$spec" "$work/big.jsonl" --reproducible --shard auto --exit-zero \\
    --report ndjson="$work/\$SLURM_ARRAY_TASK_ID.ndjson"
JOB
cat > "$work/merge.sh" <<JOB
#!/bin/sh
#SBATCH -o $work/merge.out
"$PROGRAM" merge "$work"/?.ndjson --reproducible --report json="$work/merged.json"
echo "exit \$?" > "$work/merge.done"
JOB
tries=0
until sinfo -h -o %T 2> /dev/null | grep -qE 'idle|mixed' || [ $tries -ge 30 ]; do sleep 1; tries=$((tries + 1)); done
array=$(sbatch --parsable "$work/array.sh" 2> "$work/sbatch.err")
merge=$(sbatch --parsable --dependency=afterany:"$array" "$work/merge.sh" 2>> "$work/sbatch.err")
tries=0
until [ -f "$work/merge.done" ] || [ $tries -ge 90 ]; do sleep 1; tries=$((tries + 1)); done
if [ ! -f "$work/merge.done" ]; then
    echo "not ok slurm-array: job $merge did not end: $(cat "$work/sbatch.err"; squeue 2>&1 | tail -n 3; tail -n 3 "$work/ctld.out" "$work/slurmd.out")"
    exit 1
fi
"$PROGRAM" check "$spec" "$work/big.jsonl" --reproducible --report json="$work/whole.json"
whole=$?
if cmp -s "$work/whole.json" "$work/merged.json" && [ "$(cat "$work/merge.done")" = "exit $whole" ]; then
    echo "ok slurm-array: 4 tasks and a dependent merge give the report of one process"
else
    echo "not ok slurm-array: $(cat "$work/merge.done") $(cat "$work"/array.* "$work/merge.out" | head -n 5; diff "$work/whole.json" "$work/merged.json" | head -n 5)"
    exit 1
fi
