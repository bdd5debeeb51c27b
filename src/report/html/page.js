/* Filters, keys and copying, for a page that tells everything without them. What is filtered stands in
   the part of the address behind '#', so that a link leads to what its sender saw. */
'use strict';
(() => {
    const root = document.documentElement;
    const form = document.getElementById('filter');
    const keys = document.getElementById('keys');
    const output = form.querySelector('output');
    const nodes = Array.from(document.querySelectorAll('.cause'));
    const batches = Array.from(document.querySelectorAll('.batch'));
    const fields = ['q', 'operation', 'rule', 'state'];
    let causes = null; /* what of each is compared; made when it is first needed */
    let theme = '';

    /* ---- what a cause has ---- */

    function texts(node, selector) {
        return Array.from(node.querySelectorAll(selector), (found) => found.textContent);
    }

    function read(node) {
        return {
            node,
            severity: node.classList[1],
            state: node.dataset.state,
            rule: texts(node, '.rule')[0],
            operations: new Set(texts(node, '.operation')),
            text: node.textContent.toLowerCase(),
        };
    }

    function fill(select, values) {
        for (const value of Array.from(values).sort()) {
            const option = document.createElement('option');

            option.value = option.textContent = value;
            select.append(option);
        }
    }

    function prepare() {
        const operations = new Set(), rules = new Set();

        if (causes)
            return;
        causes = nodes.map(read);
        for (const cause of causes) {
            cause.operations.forEach((name) => operations.add(name));
            rules.add(cause.rule);
        }
        fill(form.elements.operation, operations);
        fill(form.elements.rule, rules);
    }

    /* ---- filtering ---- */

    function severities() {
        return Array.from(form.querySelectorAll('[name=severity]:checked'), (box) => box.value);
    }

    function hasState(cause, state) {
        if (state === 'open')
            return cause.state !== 'known';
        return !state || cause.state === state || (state === 'new' && cause.node.dataset.fresh !== undefined);
    }

    function apply() {
        const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
        const shown = severities();
        const [operation, rule, state] = fields.slice(1).map((name) => form.elements[name].value);
        let count = 0;

        prepare();
        for (const cause of causes) {
            const hit = shown.includes(cause.severity) && (!rule || cause.rule === rule) &&
                (!operation || cause.operations.has(operation)) && hasState(cause, state) &&
                words.every((word) => cause.text.includes(word));

            count += hit;
            if (cause.node.hidden === hit)
                cause.node.hidden = !hit;
        }
        for (const batch of batches)
            batch.hidden = !batch.querySelector('.cause:not([hidden])');
        output.textContent = count === causes.length ? `${count} causes`
                                                     : `${count} of ${causes.length} causes`;
    }

    /* ---- the address ---- */

    function store() {
        const told = new URLSearchParams();
        const shown = severities();

        for (const name of fields)
            if (form.elements[name].value)
                told.set(name, form.elements[name].value);
        if (shown.length < 3)
            told.set('severity', shown.join(' '));
        if (theme)
            told.set('theme', theme);
        history.replaceState(null, '', String(told) ? `#${told}` : location.pathname + location.search);
    }

    function restore(told) {
        const shown = (told.get('severity') ?? 'error warning info').split(' ');

        prepare();
        for (const name of fields)
            form.elements[name].value = told.get(name) ?? '';
        for (const box of form.querySelectorAll('[name=severity]'))
            box.checked = shown.includes(box.value);
        setTheme(told.get('theme') ?? '');
        apply();
    }

    /* '#cause-...' and the like are places of the page. */
    function follow() {
        const hash = location.hash.slice(1);
        const target = hash.includes('=') ? null : document.getElementById(hash);

        if (hash.includes('='))
            restore(new URLSearchParams(hash));
        if (!target)
            return;
        target.hidden = false;
        if (target.matches('.cause'))
            target.parentElement.hidden = false;
        if (target.matches('details'))
            target.open = true;
        target.scrollIntoView();
    }

    function setTheme(wanted) {
        theme = wanted === 'dark' || wanted === 'light' ? wanted : '';
        if (theme)
            root.dataset.theme = theme;
        else
            delete root.dataset.theme;
    }

    function toggleTheme() {
        const dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

        setTheme(dark ? 'light' : 'dark');
        store();
    }

    function reset() {
        form.reset();
        apply();
        store();
    }

    /* ---- keys ---- */

    function move(step) {
        const shown = nodes.filter((node) => !node.hidden);
        const at = shown.indexOf(document.activeElement.closest('.cause'));
        const next = shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)];

        if (!next)
            return;
        next.focus({preventScroll: true});
        next.scrollIntoView();
    }

    function toggleFindings() {
        const details = document.activeElement.querySelector('details');

        if (details)
            details.open = !details.open;
    }

    function escape(event) {
        if (document.activeElement === form.elements.q)
            form.elements.q.blur();
        else
            reset();
        event.preventDefault();
    }

    const actions = {
        '/': () => form.elements.q.focus(),
        j: () => move(1),
        k: () => move(-1),
        '?': () => keys.showModal(),
    };

    function press(event) {
        const typing = document.activeElement.matches('input[type=search], select');

        if (event.ctrlKey || event.metaKey || event.altKey || keys.open)
            return;
        if (event.key === 'Escape') {
            escape(event);
        } else if (event.key === 'Enter' && document.activeElement.matches('.cause')) {
            toggleFindings();
        } else if (!typing && actions[event.key]) {
            actions[event.key]();
            event.preventDefault();
        }
    }

    /* ---- copying ---- */

    function select(node) {
        const range = document.createRange();

        range.selectNodeContents(node);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }

    async function copy(button) {
        const source = button.closest('.curl').querySelector('pre');

        try {
            await navigator.clipboard.writeText(source.textContent);
        } catch {
            select(source); /* no clipboard is allowed here: it is ready for Ctrl+C */
            button.textContent = 'Selected';
            return;
        }
        button.textContent = 'Copied';
        setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    }

    function addCopying() {
        for (const caption of document.querySelectorAll('.curl figcaption')) {
            const button = document.createElement('button');

            button.type = 'button';
            button.className = 'copy';
            button.textContent = 'Copy';
            caption.append(' ', button);
        }
        document.addEventListener('click', (event) => {
            if (event.target.matches('.copy'))
                copy(event.target);
        });
    }

    /* ---- paper ---- */

    let opened = [];

    function openForPrint() {
        opened = Array.from(document.querySelectorAll('details:not([open])'));
        opened.forEach((details) => { details.open = true; });
    }

    function closeAfterPrint() {
        opened.forEach((details) => { details.open = false; });
    }

    /* ---- start ---- */

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => { apply(); store(); });
    form.addEventListener('focusin', prepare);
    document.getElementById('show-all').addEventListener('click', reset);
    document.getElementById('switch-theme').addEventListener('click', toggleTheme);
    document.getElementById('show-keys').addEventListener('click', () => keys.showModal());
    document.addEventListener('keydown', press);
    window.addEventListener('hashchange', follow);
    window.addEventListener('beforeprint', openForPrint);
    window.addEventListener('afterprint', closeAfterPrint);
    form.hidden = false;
    addCopying();
    follow();
    (window.requestIdleCallback ?? setTimeout)(prepare);
})();
