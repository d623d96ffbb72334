package org.dcep.auditor.fact;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A map that knows what has changed since it was stored.
 *
 * @param <K> written as text by the function given
 * @param <V> written as JSON
 */
public final class Facts<K, V> {
    private final String kind;
    private final Function<String, K> readKey;
    private final Class<V> type;
    private final Map<K, V> values = new LinkedHashMap<>();
    private final Set<K> changed = new HashSet<>();

    /** {@code kind} names the map in the database; keys are written with {@code toString}. */
    public Facts(String kind, Function<String, K> readKey, Class<V> type) {
        this.kind = kind;
        this.readKey = readKey;
        this.type = type;
    }

    public String kind() {
        return kind;
    }

    /** Null if there is none. */
    public V get(K key) {
        return values.get(key);
    }

    public void put(K key, V value) {
        values.put(key, value);
        changed.add(key);
    }

    /** A value was changed in place. */
    public void touch(K key) {
        changed.add(key);
    }

    public void remove(K key) {
        if (values.remove(key) != null) {
            changed.add(key);
        }
    }

    public Set<K> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public Collection<V> values() {
        return Collections.unmodifiableCollection(values.values());
    }

    public int size() {
        return values.size();
    }

    public Class<V> type() {
        return type;
    }

    /** Keys whose value was put, changed or removed since {@link #stored}. */
    public Set<K> changed() {
        return changed;
    }

    /** Everything is on disk. */
    public void stored() {
        changed.clear();
    }

    /** Takes up what was stored. */
    public void resume(String key, V value) {
        values.put(readKey.apply(key), value);
    }
}
