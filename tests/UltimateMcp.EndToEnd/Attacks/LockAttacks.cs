namespace UltimateMcp.EndToEnd.Attacks;

public class LockAttacks(AttackServers servers)
{
    [Theory, EachIdentity]
    [Trait("Attack", "92")]
    public async Task A_file_of_the_host_cannot_be_locked(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("locks.py");

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", "flock open_file_lock process_lock");
        outside.AllAre("held", "flock_held process_lock_held");
        inside.AllAre("ENOSYS", "flock");
        inside.AllAre("EINVAL", "open_file_lock open_file_lock_asked");
        inside.AllAre("ok", "process_lock");
        inside.AllAre("none", "flock_held process_lock_held");
    }

    /// <summary>Locks of a process are real where there may be several (threat model, "not promised"); the other kinds are not.</summary>
    [Theory, EachIdentity]
    [Trait("Attack", "92")]
    public async Task Nor_by_several_processes_with_locks_that_outlive_one(Identity identity)
    {
        var server = await servers.OfAsync(identity, "MAX_PROCESSES", "8");

        var inside = await server.InsideAsync(new Act("locks.py"));

        inside.AllAre("ENOSYS", "flock");
        inside.AllAre("EINVAL", "open_file_lock open_file_lock_asked");
        inside.AllAre("none", "flock_held");
    }
}
