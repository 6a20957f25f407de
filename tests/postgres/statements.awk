# statements.awk - prints the address of each struct sql of a program, one per line
#
#   readelf --debug-dump=info PROGRAM | awk -f statements.awk
#
# The compiler's debugging information lists every object: alone, in an array, in another struct, in a
# function. lib/db is left out: its statements are specific to an engine.

function hex(digits,    n, i) {
    for (i = 1; i <= length(digits); i++)
        n = 16 * n + index("0123456789abcdef", substr(digits, i, 1)) - 1
    return n
}

function plain(type) {
    while (tag[type] == "DW_TAG_const_type")
        type = of[type]
    return type
}

function is_sql(type) {
    return tag[type] == "DW_TAG_structure_type" && name[type] == "sql"
}

function size(type) {
    type = plain(type)
    return tag[type] == "DW_TAG_array_type" ? length_of[type] * size(of[type]) : bytes[type]
}

# Does an object of this type hold a struct sql? (A type that asks for itself does so through a pointer.)
function holds(type,    i, yes) {
    type = plain(type)
    if (type in held)
        return held[type]
    held[type] = 0
    yes = is_sql(type)
    if (tag[type] == "DW_TAG_array_type")
        yes = holds(of[type])
    for (i = 1; i <= members[type] && !yes; i++)
        yes = holds(of[member[type, i]])
    return held[type] = yes
}

function show(type, address,    i) {
    type = plain(type)
    if (!holds(type))
        return
    if (is_sql(type))
        printf "%d\n", address
    else if (tag[type] == "DW_TAG_array_type")
        for (i = 0; i < length_of[type]; i++)
            show(of[type], address + i * size(of[type]))
    else
        for (i = 1; i <= members[type]; i++)
            show(of[member[type, i]], address + offset[member[type, i]])
}

$2 == "Abbrev" {
    split($1, part, /[<>:]+/)
    depth = part[2]
    id = above[depth] = part[3]
    if (depth == 0)
        ours = 0
    if (!ours)
        next
    tag[id] = substr($NF, 2, length($NF) - 2)
    if (tag[id] == "DW_TAG_member")
        member[above[depth - 1], ++members[above[depth - 1]]] = id
    if (tag[id] == "DW_TAG_variable")
        variables[++variables_n] = id
    next
}
depth == 0 && $2 == "DW_AT_name" {
    ours = $NF ~ /(^|\/)(lib|cgi)\// && $NF !~ /(^|\/)lib\/db\// && $NF !~ /\.cc$/
    next
}
!ours { next }
$2 == "DW_AT_name" { name[id] = $NF }
$2 == "DW_AT_type" { of[id] = substr($NF, 4, length($NF) - 4) }
$2 == "DW_AT_byte_size" { bytes[id] = $NF }
$2 == "DW_AT_data_member_location" { offset[id] = $NF }
$2 == "DW_AT_upper_bound" { length_of[above[depth - 1]] = $NF + 1 }
$2 == "DW_AT_location" && /\(DW_OP_addr: [0-9a-f]+\)/ {
    address[id] = $NF
    sub(/\)/, "", address[id])
}

END {
    for (i = 1; i <= variables_n; i++)
        if (variables[i] in address)
            show(of[variables[i]], hex(address[variables[i]]))
}
